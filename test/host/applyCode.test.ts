import assert from "node:assert/strict";
import {
  commands,
  Position,
  Range,
  Selection,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import type { Container } from "../../src/container.ts";
import type { Attachment } from "../../src/core/chat/draft.ts";
import { applyCode } from "../../src/host/apply/applyCode.ts";
import { activateParley } from "./parley.ts";

const before = "one\ntwo\nthree\n";
const part = {
  languageId: "plaintext",
  text: "two",
  lines: { first: 2, last: 2 },
};

describe("code of an answer that is applied", () => {
  let container: Container;
  let folder: Uri;
  let file: Uri;
  let asked: Omit<Attachment, "id">;
  let tests = 0;

  beforeEach(async () => {
    ({ container } = await activateParley());
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root);
    folder = Uri.joinPath(root.uri, "apply");
    // What is typed and not saved outlives its editor for a while.
    tests += 1;
    file = Uri.joinPath(folder, `file${tests}.txt`);
    asked = { ...part, path: `apply/file${tests}.txt` };
    await workspace.fs.writeFile(file, Buffer.from(before));
    await window.showTextDocument(file);
  });

  afterEach(async () => {
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await commands.executeCommand("workbench.action.closeAllEditors");
    await workspace.fs.delete(folder, { recursive: true });
  });

  const apply = async (
    code: string,
    info = "",
    attached: readonly Omit<Attachment, "id">[] = [asked],
  ) =>
    applyCode(
      { lastEditor: container.lastEditor, changes: await container.changes.get() },
      { code, info },
      attached,
    );
  const shown = (): Uri | undefined => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof TabInputTextDiff ? input.modified : undefined;
  };
  const textOf = async (uri: Uri): Promise<string> =>
    (await workspace.openTextDocument(uri)).getText();

  it("is shown in its place, changes the file when it is kept, and can be undone there", async () => {
    await apply("2");
    const proposal = shown();
    assert.ok(proposal);
    assert.equal(await textOf(proposal), "one\n2\nthree\n");
    assert.equal(await textOf(file), before);
    await commands.executeCommand("parley.keepChange");
    assert.equal(shown(), undefined);
    assert.equal(window.activeTextEditor?.document.uri.toString(), file.toString());
    assert.equal(await textOf(file), "one\n2\nthree\n");
    await commands.executeCommand("undo");
    assert.equal(await textOf(file), before);
  });

  it("leaves the file alone when it is undone, also after something was typed into it", async () => {
    await apply("2");
    const proposal = shown();
    assert.ok(proposal);
    const edit = new WorkspaceEdit();
    edit.insert(proposal, new Position(0, 0), "mine\n");
    assert.equal(await workspace.applyEdit(edit), true);
    await commands.executeCommand("parley.undoChange", proposal);
    assert.equal(shown(), undefined);
    assert.equal(await textOf(file), before);
  });

  it("keeps what the user has made of it", async () => {
    await apply("2");
    const proposal = shown();
    assert.ok(proposal);
    const edit = new WorkspaceEdit();
    edit.replace(proposal, new Range(1, 0, 1, 1), "second");
    assert.equal(await workspace.applyEdit(edit), true);
    await commands.executeCommand("parley.keepChange", proposal);
    assert.equal(await textOf(file), "one\nsecond\nthree\n");
  });

  it("is shown anew, and changes nothing, when the file has changed meanwhile", async () => {
    await apply("2");
    const edit = new WorkspaceEdit();
    edit.insert(file, new Position(0, 0), "zero\n");
    assert.equal(await workspace.applyEdit(edit), true);
    await commands.executeCommand("parley.keepChange", shown());
    assert.equal(await textOf(file), `zero\n${before}`);
    const again = shown();
    assert.ok(again);
    assert.equal(await textOf(again), "zero\none\n2\nthree\n");
  });

  it("makes a file that it names and that is not there, when it is kept", async () => {
    const made = Uri.joinPath(folder, "new/made.txt");
    await apply("hello", "text apply/new/made.txt", []);
    await assert.rejects(Promise.resolve(workspace.fs.stat(made)));
    await commands.executeCommand("parley.keepChange", shown());
    assert.equal(await textOf(made), "hello\n");
  });

  it("makes a new file with the line ends and in the encoding that are set for files", async () => {
    const made = Uri.joinPath(folder, "new/latin.txt");
    await setForFiles({ eol: "\r\n", encoding: "iso88591" });
    try {
      await apply("Grüße\nhello", "text apply/new/latin.txt", []);
      await commands.executeCommand("parley.keepChange", shown());
      const content = Buffer.from(await workspace.fs.readFile(made));
      assert.equal(content.toString("latin1"), "Grüße\r\nhello\r\n");
    } finally {
      await setForFiles({ eol: undefined, encoding: undefined });
    }
    assert.equal((await workspace.openTextDocument(made)).isDirty, false);
  });

  it("goes to the line behind the cursor where nothing says another place", async () => {
    const editor = await window.showTextDocument(file);
    editor.selection = new Selection(0, 1, 0, 1);
    await apply("half", "", []);
    const proposal = shown();
    assert.ok(proposal);
    assert.equal(await textOf(proposal), "one\nhalf\ntwo\nthree\n");
  });
});

async function setForFiles(settings: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await workspace.getConfiguration("files").update(name, value, true);
}
