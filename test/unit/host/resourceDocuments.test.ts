import { expect, test } from "vitest";
import type * as vscode from "vscode";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { ResourceValue } from "../../../src/core/resources.ts";
import {
  ResourceDocuments,
  type ResourceDocumentsDeps,
} from "../../../src/host/resources/resourceDocuments.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const info = { id: "agents", title: "Agents", group: "behaviour", can: ["update"] };
const provider = {
  ...knownAccount().provider,
  loadResourceKinds: async () => ({ resourceKinds: [info] }),
} as unknown as ProviderDescriptor;

/** A document of an agent, and what was sent of it. */
function open(path: string) {
  const sent: ResourceValue[] = [];
  const account = knownAccount({ provider });
  const kind = {
    id: "agents",
    schema: { type: "object", properties: { name: { type: "string" } } },
    read: async () => ({ name: "old" }),
    update: async (_ref: unknown, { after }: { readonly after: ResourceValue }) => {
      sent.push(after);
      return after;
    },
  };
  const deps = {
    subscriptions: [],
    accounts: { find: async () => account, list: async () => [account] },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: () => undefined },
    catalog: { refresh: () => undefined },
    closing: new AbortController().signal,
    clock: new FakeClock(),
    log: new MemoryLog(),
  };
  const uri = { scheme: "parley", authority: "", path, toString: () => `parley:${path}` };
  const documents = new ResourceDocuments(deps as unknown as ResourceDocumentsDeps);
  const save = async (content: Uint8Array) =>
    documents.writeFile(uri as unknown as vscode.Uri, content);
  return { sent, save };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

test.each([
  ["JSON", "/a/agents/bot/x/Agent.json", '{ "name": "Müller" }'],
  ["Markdown", "/a/agents/bot/x/name/Agent.md", "Müller"],
])("%s that is saved in another encoding than UTF-8 is not sent mangled", async (_, path, text) => {
  const { sent, save } = open(path);
  await expect(save(latin1(text))).rejects.toThrow(/UTF-8/);
  expect(sent).toEqual([]);
  await save(utf8(text));
  expect(sent).toEqual([{ name: "Müller" }]);
});
