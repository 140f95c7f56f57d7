import type * as vscode from "vscode";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LastEditor } from "../../../src/host/adapters/lastEditor.ts";
import { EditorWatch } from "../../../src/host/panel/editorWatch.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

let last: LastEditor;
let watch: EditorWatch;

beforeEach(() => {
  editor.reset();
  last = new LastEditor();
  watch = new EditorWatch(last);
});

afterEach(() => {
  watch.dispose();
  last.dispose();
});

/** A text editor with nothing selected. */
function open(uri: { readonly scheme: string; readonly path: string }, viewColumn?: number) {
  const document = { uri, isClosed: false };
  return { viewColumn, document, selection: { isEmpty: true } };
}

const shown = (one: vscode.TextEditor | undefined): string | undefined => one?.document.uri.path;

describe("the editor that was used last", () => {
  test("is known while a chat has the focus", () => {
    editor.see([open(Uri.file("/a.ts"), 1)], { hasFocus: true });
    editor.see(editor.seen, { hasFocus: false });
    expect(shown(last.get())).toBe("/a.ts");
    expect(watch.use).toBe("cursor");
  });

  test("is the one that is seen in a window that opens with the focus in a chat", () => {
    editor.see([open(Uri.file("/a.ts"), 1)], { hasFocus: false });
    expect(shown(last.get())).toBe("/a.ts");
    expect(watch.use).toBe("cursor");
  });

  test("is the one that is seen, when its file is closed while a chat has the focus", () => {
    const first = open(Uri.file("/a.ts"), 1);
    editor.see([first], { hasFocus: true });
    first.document.isClosed = true;
    const output = open(Uri.from({ scheme: "output", path: "log" }), 1);
    const peek = open(Uri.file("/peek.ts"));
    editor.see([output, peek, open(Uri.file("/b.ts"), 1)], { hasFocus: false });
    expect(shown(last.get())).toBe("/b.ts");
    expect(watch.use).toBe("cursor");
    editor.see([output], { hasFocus: false });
    expect(last.get()).toBeUndefined();
    expect(watch.use).toBe("none");
  });
});
