import { beforeEach, describe, expect, test } from "vitest";
import type { LastEditor } from "../../../src/host/adapters/lastEditor.ts";
import { PanelContexts } from "../../../src/host/panel/panelContexts.ts";
import { editor } from "../../helpers/editor/vscode.ts";

let contexts: PanelContexts;

beforeEach(() => {
  editor.reset();
  for (const name of ["a.ts", "b.ts", ".env", "id_rsa"]) editor.files.set(`/${name}`, `in ${name}`);
  contexts = new PanelContexts({} as LastEditor);
});

/** Files that are dropped on a panel; gives the texts that are attached. */
async function drop(...paths: readonly string[]): Promise<readonly string[]> {
  const uris = paths.map((path) => `file://${path}`);
  return (await contexts.take({ type: "attach-uris", uris })).map(({ text }) => text);
}

describe("files that are dropped on a panel", () => {
  test("one that goes while it is read costs itself, and no other", async () => {
    const dropping = drop("/a.ts", "/b.ts");
    editor.files.delete("/a.ts");
    expect(await dropping).toEqual(["in b.ts"]);
    expect(editor.messages).toEqual([expect.stringMatching(/^Could not read a\.ts: /)]);
  });

  test("what may hold a secret is asked about one by one, and a no is no other's", async () => {
    editor.presses = [undefined, "Attach Anyway"];
    expect(await drop("/.env", "/a.ts", "/id_rsa")).toEqual(["in a.ts", "in id_rsa"]);
    expect(editor.messages.map((message) => message.split("\n", 1)[0])).toEqual([
      ".env may contain a secret.",
      "id_rsa may contain a secret.",
    ]);
  });

  test("two drops at once are two answers", async () => {
    editor.presses = ["Attach Anyway", undefined];
    const both = await Promise.all([drop("/.env", "/a.ts"), drop("/id_rsa", "/b.ts")]);
    expect(both).toEqual([["in .env", "in a.ts"], ["in b.ts"]]);
  });

  test("what is no file of the editor's is left alone", async () => {
    expect(await drop("/a.ts", "/gone.ts")).toEqual(["in a.ts"]);
    const uris = ["https://example.com/a.ts", "command:x"];
    expect(await contexts.take({ type: "attach-uris", uris })).toEqual([]);
    expect(editor.messages).toEqual(["gone.ts is not a file."]);
  });
});
