import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type * as vscode from "vscode";
import { isReallyInside } from "../../../src/host/knowledge/realFile.ts";
import { readLocalFiles } from "../../../src/host/knowledge/sync/localFiles.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

let root: string;

beforeEach(async () => {
  editor.reset();
  root = await mkdtemp(join(tmpdir(), "parley-local-"));
});
afterEach(async () => rm(root, { recursive: true }));

test("the files of a workspace that is a whole disk are inside of it", async () => {
  const disk = Uri.file(parse(root).root);
  await writeFile(join(root, "good.md"), "");
  expect(await isReallyInside(disk as never, Uri.file(join(root, "good.md")) as never)).toBe(true);
});

test("a file that cannot be read is held back, and hides no other", async () => {
  const folder = { uri: Uri.file(root), name: "docs", index: 0 } as unknown;
  for (const name of ["good.md", "locked.md", "vanished.md"])
    editor.files.set(`${root}/${name}`, `# ${name}`);
  await writeFile(join(root, "good.md"), "");
  await writeFile(join(root, "locked.md"), "");
  editor.files.set(`${root}/locked.md`, { link: "nothing that can be read" });
  const target = { account: "Mine", chatbot: "Bot", include: ["**"], exclude: [] };
  const limits = { maxBytes: 1000 };
  const { files, heldBack } = await readLocalFiles(
    folder as vscode.WorkspaceFolder,
    target,
    limits,
  );
  expect(files.map(({ path }) => path)).toEqual(["good.md"]);
  expect(heldBack).toEqual([
    { path: "locked.md", reason: "unreadable" },
    { path: "vanished.md", reason: "unreadable" },
  ]);
});

test("files that would have one name at the service are held back, because it would keep one of them", async () => {
  const folder = { uri: Uri.file(root), name: "docs", index: 0 } as unknown;
  await mkdir(join(root, "a"));
  for (const name of ["a/b.md", "a__b.md", "c.md"]) {
    editor.files.set(`${root}/${name}`, `# ${name}`);
    await writeFile(join(root, name), "");
  }
  const target = { account: "Mine", chatbot: "Bot", include: ["**"], exclude: [] };
  const found = await readLocalFiles(folder as vscode.WorkspaceFolder, target, { maxBytes: 1000 });
  expect(found.files.map(({ path }) => path)).toEqual(["c.md"]);
  expect(found.heldBack).toEqual([
    { path: "a/b.md", reason: "same-name" },
    { path: "a__b.md", reason: "same-name" },
  ]);
});
