import type * as vscode from "vscode";
import { beforeEach, describe, expect, test } from "vitest";
import { applyCode } from "../../../src/host/apply/applyCode.ts";
import { uriOfPath } from "../../../src/host/context/findFiles.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

beforeEach(() => {
  editor.reset();
  editor.folders = [Uri.file("/work/shop"), Uri.file("/work/tax")];
  editor.files.set("/work/shop/src/rate[1].ts", "in shop");
  editor.files.set("/work/tax/src/rate[1].ts", "in tax");
  editor.files.set("/work/tax/src/only.ts", "in tax");
});

/** Where code would go that names a file. */
async function targetOf(path: string): Promise<string | undefined> {
  const targets: vscode.Uri[] = [];
  const changes = { show: async (uri: vscode.Uri) => void targets.push(uri) };
  const lastEditor = { get: () => undefined };
  await applyCode({ lastEditor, changes }, { info: `ts ${path}`, code: "1" }, []);
  return targets[0]?.path;
}

describe("with several folders, where a path begins with the name of one", () => {
  test("a file is that of its folder, and not one of the same name in another", async () => {
    expect((await uriOfPath("shop/src/rate[1].ts"))?.path).toBe("/work/shop/src/rate[1].ts");
    expect((await uriOfPath("tax/src/rate[1].ts"))?.path).toBe("/work/tax/src/rate[1].ts");
    expect(await targetOf("tax/src/rate[1].ts")).toBe("/work/tax/src/rate[1].ts");
  });

  test("a path without the name of a folder is looked for in all", async () => {
    expect((await uriOfPath("src/only.ts"))?.path).toBe("/work/tax/src/only.ts");
    expect(await uriOfPath("shop/src/only.ts")).toBeUndefined();
  });

  test("a new file is made in the folder that its path names, else in the first", async () => {
    expect(await targetOf("tax/src/new.ts")).toBe("/work/tax/src/new.ts");
    expect(await targetOf("src/new.ts")).toBe("/work/shop/src/new.ts");
  });
});

test("with one folder, a path never begins with its name", async () => {
  editor.folders = [Uri.file("/work/shop")];
  editor.files.set("/work/shop/shop/a.ts", "");
  expect((await uriOfPath("shop/a.ts"))?.path).toBe("/work/shop/shop/a.ts");
  expect(await targetOf("shop/b.ts")).toBe("/work/shop/shop/b.ts");
});

/** Where code would go that names no file and was asked about with one. */
async function targetAskedWith(path: string): Promise<string | undefined> {
  const targets: vscode.Uri[] = [];
  const changes = { show: async (uri: vscode.Uri) => void targets.push(uri) };
  const other = { document: { uri: Uri.file("/work/shop/other.ts") } } as vscode.TextEditor;
  const asked = { path, languageId: "typescript", text: "0" };
  await applyCode({ lastEditor: { get: () => other }, changes }, { info: "ts", code: "1" }, [
    asked,
  ]);
  return targets[0]?.toString();
}

describe("code whose question had one file with it", () => {
  test("goes to the file, and not to what git shows of it, whichever was opened first", async () => {
    const git = Uri.from({ scheme: "git", path: "/home/rates.ts" });
    editor.loaded = [{ uri: git }, { uri: Uri.file("/home/rates.ts") }];
    expect(await targetAskedWith("/home/rates.ts")).toBe("file:///home/rates.ts");
  });

  test("goes to the file though the settings hide that, and never to another one", async () => {
    editor.change("files.exclude", { "**/only.ts": true });
    expect(await targetAskedWith("tax/src/only.ts")).toBe("file:///work/tax/src/only.ts");
  });

  test("goes to a file that was never saved", async () => {
    editor.loaded = [{ uri: Uri.from({ scheme: "untitled", path: "Untitled-1" }) }];
    expect(await targetAskedWith("Untitled-1")).toBe("untitled:Untitled-1");
  });
});

test("a file that code names is found where the settings hide it, and not made anew elsewhere", async () => {
  editor.change("files.exclude", { "**/only.ts": true });
  expect(await targetOf("src/only.ts")).toBe("/work/tax/src/only.ts");
});
