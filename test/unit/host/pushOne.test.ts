import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KnowledgeSync, Comparison } from "../../../src/host/knowledge/sync/knowledgeSync.ts";
import { PushedFiles } from "../../../src/host/knowledge/sync/pushedFiles.ts";
import { pushOne, type PushKnowledgeDeps } from "../../../src/host/knowledge/sync/pushKnowledge.ts";
import type { UploadFile } from "../../../src/core/resources.ts";
import { editor, Memento, Uri } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

let root: string;

beforeEach(async () => {
  editor.reset();
  root = await mkdtemp(join(tmpdir(), "parley-push-"));
});
afterEach(async () => rm(root, { recursive: true }));

/** Puts a file where both the editor and this computer find it. */
async function write(name: string, text: string): Promise<void> {
  editor.files.set(join(root, name), text);
  await writeFile(join(root, name), text);
}

/** Pushes files that were new when they were compared. @returns what has left, and what is said of the rest */
async function push(paths: readonly string[]) {
  const sent: string[] = [];
  const shown: string[] = [];
  const kind = {
    list: async () => [],
    upload: async (_scope: unknown, { name }: UploadFile) => {
      sent.push(name);
      return { resource: { id: name, title: name } };
    },
  };
  const account = knownAccount();
  const info = { id: "files", uploads: { maxBytes: 1000 } };
  const comparison = {
    id: "target",
    folder: { uri: Uri.file(root), name: "docs", index: 0 },
    place: { account, info, kind, chatbotId: "bot", chatbotName: "Bot" },
    entries: paths.map((path) => ({ path, name: path, status: "new" })),
  };
  const pushed = new PushedFiles(new Memento() as never, Uri.file("/a disk that is full") as never);
  const sync = { pushed, compare: async () => [] };
  const deps = {
    documents: { show: async (_name: string, text: string) => void shown.push(text) },
    clock: new FakeClock(),
    resources: { refresh: () => undefined },
    closing: new AbortController().signal,
    log: new MemoryLog(),
  };
  editor.presses = ["Show Details"];
  await pushOne(
    deps as unknown as PushKnowledgeDeps,
    sync as unknown as KnowledgeSync,
    comparison as unknown as Comparison,
  );
  await new Promise(setImmediate);
  return { sent, shown, files: [...(pushed.read("target")?.files.keys() ?? [])] };
}

test("a file whose text cannot be kept to compare with is sent all the same", async () => {
  await write("one.md", "# One");
  expect(await push(["one.md"])).toMatchObject({ sent: ["one.md"], files: ["one.md"] });
  expect(editor.messages).toEqual(["Bot: 1 file sent, 0 deleted."]);
});

test("what has changed since it was compared is looked at again before it leaves", async () => {
  await write("one.md", "# One");
  await write("secret.md", "-----BEGIN RSA PRIVATE KEY-----");
  await write("empty.md", "");
  await write("huge.md", "x".repeat(1001));
  editor.files.set(join(root, "link.md"), "# Somebody's");
  await symlink("/etc/hostname", join(root, "link.md"));
  const paths = ["empty.md", "gone.md", "huge.md", "link.md", "one.md", "secret.md"];
  const { sent, shown, files } = await push(paths);
  expect(sent).toEqual(["one.md"]);
  expect(files).toEqual(["one.md"]);
  expect(shown[0]?.split("\n").slice(2)).toEqual([
    "- empty.md: is empty",
    "- gone.md: could not be read",
    "- huge.md: is too large",
    "- link.md: links to a location outside the workspace",
    "- one.md: added",
    "- secret.md: may contain a secret",
  ]);
});
