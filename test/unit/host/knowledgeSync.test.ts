import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { UploadFile } from "../../../src/core/resources.ts";
import {
  KnowledgeSync,
  type KnowledgeSyncDeps,
} from "../../../src/host/knowledge/sync/knowledgeSync.ts";
import { pushOne, type PushKnowledgeDeps } from "../../../src/host/knowledge/sync/pushKnowledge.ts";
import { editor, Memento, Uri } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

let root: string;

beforeEach(async () => {
  editor.reset();
  root = await mkdtemp(join(tmpdir(), "parley-sync-"));
  editor.folders = [Uri.file(root)];
  await write("one.md", "# One");
});
afterEach(async () => rm(root, { recursive: true }));

/** Puts a file where both the editor and this computer find it. */
async function write(name: string, text: string): Promise<void> {
  editor.files.set(join(root, name), text);
  await writeFile(join(root, name), text);
}

/** A workspace that is kept in step with one chatbot. */
function open() {
  const uploads = { extensions: ["md"], maxBytes: 1000 };
  const info = { id: "files", title: "Files", group: "knowledge", can: ["upload"], uploads };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const names = { account: "Mine", chatbot: "Bot" };
  /** What else there is besides the chatbot and its account. */
  const others = { chatbots: [] as { id: string; name: string }[], accounts: [] as unknown[] };
  /** What the service has, and what each list waits for. */
  const there = [{ id: "one", title: "one.md", fileName: "one.md" }];
  const waits: Promise<void>[] = [];
  const account = () => knownAccount({ provider, label: names.account });
  const kind = {
    id: "files",
    list: async () => {
      const listed = [...there];
      await waits.shift();
      return listed;
    },
    upload: async (_scope: unknown, { name }: UploadFile) => ({
      resource: { id: "one", title: name },
    }),
    remove: async () => undefined,
  };
  const deps = {
    accounts: { list: async () => [account(), ...others.accounts], find: async () => account() },
    catalog: { chatbots: async () => [...others.chatbots, { id: "bot", name: names.chatbot }] },
    connections: { connect: async () => ({ resources: [kind] }) },
    resources: { refresh: () => undefined },
    clock: new FakeClock(),
    closing: new AbortController().signal,
    log: new MemoryLog(),
    workspaceState: new Memento(),
    storageUri: undefined,
  };
  const sync = new KnowledgeSync(deps as unknown as KnowledgeSyncDeps);
  const compare = async () => {
    const target = { ...names, include: ["one.md"] };
    editor.files.set(`${root}/.parley/knowledge.json`, JSON.stringify({ chatbots: [target] }));
    const [comparison] = await sync.compare();
    if (!comparison) throw new Error("there is nothing to compare");
    return comparison;
  };
  const push = async () => pushOne(deps as unknown as PushKnowledgeDeps, sync, await compare());
  return { names, others, there, waits, sync, compare, push };
}

test.each(["account", "chatbot"] as const)(
  "what was pushed is known also after the %s got another name",
  async (which) => {
    const { names, compare, push } = open();
    await push();
    names[which] = "Another name";
    const { isFirst, entries } = await compare();
    expect(isFirst).toBe(false);
    expect(entries.map(({ status }) => status)).toEqual(["same"]);
  },
);

test("what was pushed while it was kept by names is taken over, once", async () => {
  const { sync, compare } = open();
  const older = JSON.stringify([Uri.file(root).toString(), "Mine", "Bot"]);
  const { entries } = await compare();
  const files = new Map([["one.md", { id: "one", hash: entries[0]?.hash ?? "" }]]);
  await sync.pushed.write(older, { files, leftovers: [] });
  const after = await compare();
  expect(after.isFirst).toBe(false);
  expect(after.entries.map(({ status }) => status)).toEqual(["same"]);
  expect(sync.pushed.read(older)).toBeUndefined();
});

test("a file that is saved is compared again with what was pushed of it", async () => {
  const { sync, compare, push } = open();
  await push();
  await compare();
  const file = Uri.file(join(root, "one.md")) as unknown as vscode.Uri;
  const save = async (text: string): Promise<readonly string[]> => {
    await write("one.md", text);
    await sync.followSave(file);
    return sync.comparisons.flatMap((one) =>
      "entries" in one ? one.entries.map(({ status }) => status) : [],
    );
  };
  expect(await save("# Two")).toEqual(["changed"]);
  expect(await save("# One")).toEqual(["same"]);
  let changes = 0;
  sync.onDidChange(() => (changes += 1));
  await sync.followSave(Uri.file(join(root, "other/one.md")) as unknown as vscode.Uri);
  expect(changes).toBe(0);
});

test("nothing is shown any more of a map that is gone", async () => {
  const { sync, compare } = open();
  await compare();
  const seen: number[] = [];
  sync.onDidChange(() => seen.push(sync.comparisons.length));
  sync.forget();
  expect(seen).toEqual([0]);
});

test("of two comparisons at once the one that began last is shown", async () => {
  const { there, waits, sync, compare, push } = open();
  await push();
  const slow = Promise.withResolvers<void>();
  waits.push(slow.promise);
  const first = compare();
  // The first list is on its way.
  await vi.waitUntil(() => waits.length === 0);
  there.length = 0;
  const second = compare();
  await Promise.race([second, new Promise(setImmediate)]);
  slow.resolve();
  await Promise.all([first, second]);
  const [shown] = sync.comparisons;
  expect(shown && "entries" in shown && shown.entries).toEqual((await second).entries);
});

test("of several chatbots or accounts of one name none gets the files", async () => {
  const { names, others, sync, compare } = open();
  others.chatbots = [{ id: "newer", name: "Bot" }];
  const problem = (): unknown => sync.comparisons.find((one) => "problem" in one)?.problem;
  await expect(compare()).rejects.toThrow("nothing to compare");
  expect(problem()).toMatch(/newer, bot\.$/);

  // An id is one chatbot's, whatever another one is called.
  names.chatbot = "bot";
  others.chatbots = [{ id: "newer", name: "bot" }];
  expect((await compare()).place.chatbotId).toBe("bot");

  others.accounts = [knownAccount({ id: "other", label: "Mine" })];
  await expect(compare()).rejects.toThrow("nothing to compare");
  expect(problem()).toContain("“Mine”");
});
