import { beforeEach, expect, test } from "vitest";
import type * as vscode from "vscode";
import { ChatError } from "../../../src/core/errors.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { ResourceValue } from "../../../src/core/resources.ts";
import {
  ResourceDocuments,
  type ResourceDocumentsDeps,
} from "../../../src/host/resources/resourceDocuments.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

const info = { id: "agents", title: "Agents", group: "behaviour", can: ["update"] };
const provider = {
  ...knownAccount().provider,
  loadResourceKinds: async () => ({ resourceKinds: [info] }),
} as unknown as ProviderDescriptor;

/** A document of an agent, and what was sent of it. @param failures what updates end with that were made all the same */
function open(path: string, failures: ErrorKind[] = []) {
  const sent: ResourceValue[] = [];
  const told: string[] = [];
  let stored: ResourceValue = { name: "old", model: "small" };
  const account = knownAccount({ provider });
  let isRemoved = false;
  const kind = {
    id: "agents",
    schema: {
      type: "object",
      properties: {
        name: { type: "string" },
        model: { type: "string" },
        updatedAt: { type: "string", readOnly: true },
      },
    },
    read: async () => stored,
    update: async (_ref: unknown, { after }: { readonly after: ResourceValue }) => {
      sent.push(after);
      stored = "updatedAt" in stored ? { ...after, updatedAt: `save ${sent.length}` } : after;
      const failure = failures.shift();
      if (failure) throw new ChatError(failure, "nobody knows");
      return stored;
    },
  };
  const deps = {
    subscriptions: [],
    accounts: { find: async () => (isRemoved ? undefined : account), list: async () => [account] },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: () => undefined },
    resourceFiles: { tellChanged: (uris: unknown[]) => void told.push(...uris.map(String)) },
    catalog: { refresh: () => undefined },
    closing: new AbortController().signal,
    clock: new FakeClock(),
    log: new MemoryLog(),
  };
  const uri = uriOf(path);
  const documents = new ResourceDocuments(deps as unknown as ResourceDocumentsDeps);
  const save = async (content: Uint8Array) =>
    documents.writeFile(uri as unknown as vscode.Uri, content);
  const load = async () => documents.readFile(uri as unknown as vscode.Uri);
  const stat = async (other: string) => documents.stat(uriOf(other) as unknown as vscode.Uri);
  const removeAccount = (): void => void (isRemoved = true);
  const changeElsewhere = (value: ResourceValue): void => void (stored = value);
  return { sent, told, load, stat, save, changeElsewhere, removeAccount };
}

const uriOf = (address: string) => {
  const [path = "", query = ""] = address.split("?");
  return { scheme: "parley", authority: "", path, query, toString: () => `parley:${address}` };
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

test.each([
  ["JSON", "/A/Bot/agents/Agent.json?a/bot/x", '{ "name": "Müller" }'],
  ["Markdown", "/A/Bot/agents/Agent.md?a/bot/x/name", "Müller"],
])("%s that is saved in another encoding than UTF-8 is not sent mangled", async (_, path, text) => {
  const { sent, save } = open(path);
  await expect(save(latin1(text))).rejects.toThrow(/UTF-8/);
  expect(sent).toEqual([]);
  await save(utf8(text));
  expect(sent).toEqual([{ name: "Müller", model: "small" }]);
});

test.each([
  ["JSON", "/A/Bot/agents/Agent.json?a/bot/x"],
  ["Markdown", "/A/Bot/agents/Agent.md?a/bot/x/name"],
])("%s says that it is UTF-8, whatever encoding is set for files", async (_, path) => {
  const { sent, load, save, changeElsewhere } = open(path);
  changeElsewhere({ name: "Müller", model: "small" });
  const content = Buffer.from(await load());
  expect(content.subarray(0, 3).toString("hex")).toBe("efbbbf");
  await save(Buffer.from(content.toString().replace("Müller", "Møller")));
  expect(sent).toEqual([{ name: "Møller", model: "small" }]);
});

test("a change that the service has made without saying so can be saved again", async () => {
  const { sent, load, save, changeElsewhere } = open("/A/Bot/agents/Agent.json?a/bot/x", [
    "timeout",
  ]);
  await load();
  const text = utf8('{ "name": "new", "model": "small" }');
  await expect(save(text)).rejects.toThrow(/did not respond in time/);
  await save(text);
  expect(sent).toHaveLength(1);

  changeElsewhere({ name: "somebody's", model: "small" });
  await expect(save(text)).rejects.toThrow(/Changed at .* since you opened it: name/);
});

test("a document of an account that was removed says so, and blames no certificate", async () => {
  const { sent, load, save, removeAccount } = open("/A/Bot/agents/Agent.json?a/bot/x");
  await load();
  removeAccount();
  await expect(save(utf8('{ "name": "new" }'))).rejects.toThrow("This account no longer exists.");
  await expect(load()).rejects.toThrow("This account no longer exists.");
  expect(sent).toEqual([]);
});

test.each([
  ["JSON", "Agent.json", (name: string) => JSON.stringify({ name, updatedAt: "before" })],
  ["a text", "name/Agent.md", (name: string) => name],
])(
  "%s can be saved again after the service has changed what nobody else can change",
  async (_what, file, write) => {
    const { sent, load, save, changeElsewhere } = open(`/a/agents/bot/x/${file}`);
    changeElsewhere({ name: "old", updatedAt: "before" });
    await load();
    await save(utf8(write("new")));
    await save(utf8(write("newer")));
    expect(sent).toEqual([{ name: "new" }, { name: "newer" }]);
  },
);

test("a document that is read again after a save can be saved as it is shown then", async () => {
  const { sent, load, save, changeElsewhere } = open("/A/Bot/agents/Agent.json?a/bot/x");
  // As long as what the service makes of it.
  changeElsewhere({ name: "old", updatedAt: "before" });
  const text = async () => new TextDecoder().decode(await load());
  await save(utf8((await text()).replace("old", "new")));
  await save(utf8((await text()).replace("new", "now")));
  expect(sent).toEqual([{ name: "new" }, { name: "now" }]);
});

test("a document can be saved after the editor has read another time of the service for a comparison", async () => {
  const { sent, load, save, changeElsewhere } = open("/A/Bot/agents/Agent.json?a/bot/x");
  changeElsewhere({ name: "old", updatedAt: "before" });
  const text = new TextDecoder().decode(await load());
  changeElsewhere({ name: "old", updatedAt: "a day later" });
  await load();
  await save(utf8(text.replace("old", "new")));
  expect(sent).toEqual([{ name: "new" }]);
  const never = text.replace("before", "made up");
  await expect(save(utf8(never))).rejects.toThrow("updatedAt cannot be changed");
});

test("the other documents of what was saved are read again, but for one that is being changed", async () => {
  const [whole, text, typed] = ["x/Agent.json", "x/name/Agent.md", "x/model/Agent.md"].map(
    (file) => `/a/agents/bot/${file}`,
  ) as [string, string, string];
  const { told, stat, save } = open(whole);
  const other = "/A/Bot/agents/Agent.json?a/bot/y";
  editor.loaded = [
    ...[whole, text, other].map((path) => ({ uri: uriOf(path) })),
    { uri: uriOf(typed), isDirty: true },
  ];
  const before = { text: await stat(text), typed: await stat(typed) };
  await save(utf8('{ "name": "a longer name", "model": "large" }'));
  expect(told).toEqual([`parley:${whole}`, `parley:${text}`]);
  expect((await stat(text)).mtime).toBeGreaterThan(before.text.mtime);
  expect(await stat(typed)).toEqual(before.typed);
});

test.each(["constructor", "toString", "__proto__"])(
  "a property called %s is as unknown as any other",
  async (name) => {
    const { sent, save } = open("/A/Bot/agents/Agent.json?a/bot/x");
    await expect(save(utf8(`{ "name": "new", "${name}": {} }`))).rejects.toThrow(
      `Unknown property: ${name}.`,
    );
    expect(sent).toEqual([]);
  },
);
