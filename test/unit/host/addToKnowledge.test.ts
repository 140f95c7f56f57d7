import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { ProviderDescriptor } from "../../../src/core/provider.ts";
import type { UploadFile } from "../../../src/core/resources.ts";
import {
  addToKnowledge,
  type AddToKnowledgeDeps,
} from "../../../src/host/knowledge/addToKnowledge.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

let log: MemoryLog;
/** The names of the files that were sent. */
let sent: string[];

beforeEach(() => {
  editor.reset();
  log = new MemoryLog();
  sent = [];
});

/** Adds to the only chatbot. @param selection the rows of the Explorer */
async function add(selection?: readonly ReturnType<typeof Uri.file>[]): Promise<void> {
  const uploads = { maxBytes: 1000 };
  const info = { id: "files", title: "Files", group: "knowledge", can: ["upload"], uploads };
  const provider = {
    ...knownAccount().provider,
    loadResourceKinds: async () => ({ resourceKinds: [info] }),
  } as unknown as ProviderDescriptor;
  const account = knownAccount({ provider });
  const upload = async (_scope: unknown, { name }: UploadFile) => {
    sent.push(name);
    return { resource: { id: name, title: name } };
  };
  const deps = {
    accounts: { list: async () => [account], find: async () => account },
    catalog: { chatbots: async () => [{ id: "bot", name: "Bot" }] },
    connections: { connect: async () => ({ resources: [{ id: "files", upload }] }) },
    resources: { refresh: () => undefined },
    clock: new FakeClock(),
    closing: new AbortController().signal,
    log,
  };
  const target = { argument: selection?.[0], selection };
  await addToKnowledge(deps as unknown as AddToKnowledgeDeps, target.argument, target);
}

test("a document that was never saved is told to be saved first, and nothing is blamed", async () => {
  const uri = Uri.from({ scheme: "untitled", path: "Untitled-1" });
  editor.seen = [{ viewColumn: 1, document: { uri } }];
  editor.picks = ["$(robot) Bot"];
  await add();
  expect(editor.errors).toEqual([]);
  expect(editor.messages).toEqual(["Save the file first. Only saved files can be added."]);
  expect(log.lines).toEqual([]);
});

test("a file with changes that are not saved is not sent as it was before them", async () => {
  editor.files.set("/docs/a.md", "# As it was");
  const uri = Uri.file("/docs/a.md");
  const document = { uri, isDirty: true };
  editor.loaded = [document];
  editor.seen = [{ viewColumn: 1, document }];
  editor.picks = ["$(robot) Bot"];
  await add();
  expect(sent).toEqual([]);
  expect(editor.messages).toEqual(["Save the file first. Only saved files can be added."]);
  document.isDirty = false;
  editor.picks = ["$(robot) Bot"];
  await add();
  expect(sent).toEqual(["a.md"]);
});

test("nor where it is one of several, or in a folder", async () => {
  for (const name of ["a.md", "b.md"]) editor.files.set(`/docs/${name}`, `# ${name}`);
  editor.loaded = [{ uri: Uri.file("/docs/a.md"), isDirty: true }];
  editor.picks = ["$(robot) Bot", "OK", "$(robot) Bot", "OK"];
  await add([Uri.file("/docs/a.md"), Uri.file("/docs/b.md")]);
  expect(sent).toEqual(["b.md"]);
  await add([Uri.file("/docs")]);
  expect(sent).toEqual(["b.md", "b.md"]);
});

test("a file outside of the workspace is not called by its folders, on Windows either", async () => {
  const path = "/c:/Users/me/Private/report.md";
  editor.files.set(path, "# Report");
  editor.picks = ["$(robot) Bot"];
  await add([{ ...Uri.file(path), fsPath: path.slice(1).replaceAll("/", "\\") }]);
  expect(sent).toEqual(["report.md"]);
});

test("a folder without files is said to have none", async () => {
  // Something that is hidden.
  editor.files.set("/docs/.git/config", "x");
  editor.settings.set("files.exclude", { "**": true });
  editor.picks = ["$(robot) Bot"];
  await add([Uri.file("/docs")]);
  expect(sent).toEqual([]);
  expect(editor.messages).toEqual(["No files were found there."]);
});

test("a file that cannot be read is named, and keeps no other from being added", async () => {
  editor.files.set("/docs/good.md", "# Good");
  editor.files.set("/docs/locked.md", { link: "nothing that can be read" });
  const chosen = ["good.md", "locked.md", "gone.md"].map((name) => Uri.file(`/docs/${name}`));
  editor.picks = ["$(robot) Bot", "OK"];
  await add(chosen);
  expect(editor.errors).toEqual([]);
  expect(sent).toEqual(["good.md"]);

  editor.picks = ["$(robot) Bot"];
  await add(chosen.slice(2));
  expect(editor.messages.at(-1)?.trim()).toBe("/docs/gone.md: could not be read.");
  expect(log.lines.at(-1)).toContain("gone.md");
});

test("a link that leads nowhere keeps no other file of its folder from being added", async () => {
  const root = await mkdtemp(join(tmpdir(), "parley-add-"));
  await writeFile(join(root, "good.md"), "");
  await symlink(join(root, "nowhere.md"), join(root, "link.md"));
  editor.files.set(join(root, "good.md"), "# Good");
  editor.files.set(join(root, "link.md"), { link: join(root, "nowhere.md") });
  editor.picks = ["$(robot) Bot", "OK"];
  await add([Uri.file(root)]);
  await rm(root, { recursive: true });
  expect(editor.errors).toEqual([]);
  expect(sent).toEqual(["good.md"]);
});
