import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { LastEditor } from "../../../src/host/adapters/lastEditor.ts";
import { PanelContexts } from "../../../src/host/panel/panelContexts.ts";
import { editor, Uri, workspace } from "../../helpers/editor/vscode.ts";

let contexts: PanelContexts;
/** What was said of files that are not attached. */
let notice: string | undefined;

beforeEach(() => {
  editor.reset();
  for (const name of ["a.ts", "b.ts", ".env", "id_rsa"]) editor.files.set(`/${name}`, `in ${name}`);
  contexts = new PanelContexts({} as LastEditor);
});

/** Files that are dropped on a panel; gives the texts that are attached. */
async function drop(...paths: readonly string[]): Promise<readonly string[]> {
  const uris = paths.map((path) => `file://${path}`);
  const taken = await contexts.take({ type: "attach-uris", uris, leftOut: 0 });
  ({ notice } = taken);
  return taken.attachments.map(({ text }) => text);
}

describe("files that are dropped on a panel", () => {
  test("one that goes while it is read costs itself, and no other", async () => {
    const dropping = drop("/a.ts", "/b.ts");
    editor.files.delete("/a.ts");
    expect(await dropping).toEqual(["in b.ts"]);
    expect(notice).toMatch(/^Could not read \/a\.ts: /);
  });

  test("what may hold a secret is asked about one by one, and a no is no other's", async () => {
    editor.presses = [undefined, "Attach Anyway"];
    expect(await drop("/.env", "/a.ts", "/id_rsa")).toEqual(["in a.ts", "in id_rsa"]);
    expect(editor.messages.map((message) => message.split("\n", 1)[0])).toEqual([
      "/.env may contain a secret.",
      "/id_rsa may contain a secret.",
    ]);
  });

  test("two drops at once are two answers", async () => {
    editor.presses = ["Attach Anyway", undefined];
    const both = await Promise.all([drop("/.env", "/a.ts"), drop("/id_rsa", "/b.ts")]);
    expect(both).toEqual([["in .env", "in a.ts"], ["in b.ts"]]);
  });

  test("what is left out of a drop is said", async () => {
    const uris = ["file:///a.ts", "file:///gone.ts"];
    const taken = await contexts.take({ type: "attach-uris", uris, leftOut: 5 });
    expect(taken.attachments).toHaveLength(1);
    expect(taken.notice).toBe(
      "/gone.ts is not a file. At most 20 files are attached at once. Left out: 5. Drop those again to attach them.",
    );
    expect(editor.messages).toEqual([]);
  });

  test("a text in UTF-16, as programs of Windows write it, is a text", async () => {
    const { readFile } = workspace.fs;
    const bytes = new Map([
      ["/a.ts", [0xff, 0xfe, 0x61, 0]],
      ["/b.ts", [0xfe, 0xff, 0, 0x61]],
    ]);
    onTestFinished(() => void Object.assign(workspace.fs, { readFile }));
    workspace.fs.readFile = async ({ path }) => new Uint8Array(bytes.get(path) ?? [0x7f, 0]);
    expect(await drop("/a.ts", "/b.ts", "/id_rsa")).toHaveLength(2);
    expect(notice).toBe("/id_rsa is not a text file.");
  });

  test("a file that was deleted while it is open is attached as it stands there", async () => {
    editor.loaded = [{ uri: Uri.file("/gone.ts"), languageId: "ts", getText: () => "still here" }];
    expect(await drop("/gone.ts")).toEqual(["still here"]);
    expect(notice).toBeUndefined();
  });

  test("what is no file of the editor's is left alone", async () => {
    expect(await drop("/a.ts", "/gone.ts")).toEqual(["in a.ts"]);
    expect(notice).toBe("/gone.ts is not a file.");
    const uris = ["https://example.com/a.ts", "command:x"];
    expect(await contexts.take({ type: "attach-uris", uris, leftOut: 0 })).toEqual({
      attachments: [],
    });
  });
});

describe("what went while its list was open", () => {
  test("is told: a file", async () => {
    expect(await contexts.take({ type: "attach-path", path: "gone.ts" })).toEqual({
      attachments: [],
      notice: "gone.ts is not a file.",
    });
  });

  test("is told: a prompt", async () => {
    expect(await contexts.usePrompt("file:///shop/.parley/prompts/gone.md")).toEqual({
      notice: "This prompt is no longer there. Type / to choose another one.",
    });
  });
});

describe("the files for what is typed behind #", () => {
  const attach = async (path: string): Promise<readonly string[]> =>
    (await contexts.take({ type: "attach-path", path })).attachments.map(({ text }) => text);

  test("are those that are open where no folder is, saved or not, and can be attached", async () => {
    const untitled = Uri.from({ scheme: "untitled", path: "Untitled-1" });
    const output = Uri.from({ scheme: "output", path: "log" });
    editor.loaded = [{ uri: untitled, languageId: "sql", getText: () => "never saved" }];
    editor.textTabs = [untitled, Uri.file("/a.ts"), output];
    expect(await contexts.findFiles("")).toEqual(["/a.ts", "Untitled-1"]);
    expect(await contexts.findFiles("unti")).toEqual(["Untitled-1"]);
    expect(await attach("Untitled-1")).toEqual(["never saved"]);
    expect(await attach("/a.ts")).toEqual(["in a.ts"]);
    // Not open, not in a folder: nobody has chosen it.
    expect(await attach("/b.ts")).toEqual([]);
  });

  test("can be attached though the settings hide them, while they are open", async () => {
    editor.folders = [Uri.file("/work")];
    editor.files.set("/work/made.ts", "made");
    editor.change("files.exclude", { "**/made.ts": true });
    editor.textTabs = [Uri.file("/work/made.ts")];
    expect(await contexts.findFiles("made")).toEqual(["made.ts"]);
    expect(await attach("made.ts")).toEqual(["made"]);
  });
});

test("prompts are read once for keys that follow each other faster than that", async () => {
  editor.folders = [Uri.file("/w")];
  editor.files.set("/w/.parley/prompts/tides.md", "When is high tide?");
  const { readDirectory } = workspace.fs;
  onTestFinished(() => void Object.assign(workspace.fs, { readDirectory }));
  let reads = 0;
  Object.assign(workspace.fs, {
    readDirectory: async (uri: { readonly path: string }) => {
      reads += 1;
      return readDirectory(uri);
    },
  });
  const lists = await Promise.all(["", "t", "ti"].map(async (text) => contexts.findPrompts(text)));
  expect(lists.map((found) => found.some(({ name }) => name === "tides"))).toEqual([
    true,
    true,
    true,
  ]);
  expect(reads).toBe(1);
  editor.files.set("/w/.parley/prompts/moon.md", "Which moon?");
  expect((await contexts.findPrompts("moon")).map(({ name }) => name)).toEqual(["moon"]);
});
