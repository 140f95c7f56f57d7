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
