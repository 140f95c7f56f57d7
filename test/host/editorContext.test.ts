import assert from "node:assert/strict";
import {
  commands,
  Diagnostic,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  type TextEditor,
  Range,
  Selection,
  Uri,
  window,
  workspace,
} from "vscode";
import { attachProblem } from "../../src/host/context/askAboutProblem.ts";
import { takeFromEditor } from "../../src/host/context/editorContext.ts";
import { activateParley } from "./parley.ts";

describe("what is attached to a question", () => {
  // Only at the end: an untitled file that gets the name of one that was closed gets its selection as well, some time
  // after it was opened.
  after(async () => {
    for (const _ of window.tabGroups.all.flatMap(({ tabs }) => tabs))
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("is the selection, in an untitled file, with the lines that it touches", async () => {
    const editor = await openText("one\ntwo\nthree\nfour\n", "plaintext");
    editor.selection = new Selection(1, 0, 3, 0);
    const taken = await takeFromEditor(editor);
    assert.equal(taken?.chosenBy, "selection");
    assert.deepEqual(taken.attachment.lines, { first: 2, last: 3 });
    assert.equal(taken.attachment.text, "two\nthree\n");
    assert.match(taken.attachment.path, /^Untitled-\d+$/);
  });

  it("is everything from the first to the last of several selections", async () => {
    const editor = await openText("one\ntwo\nthree\nfour\n", "plaintext");
    editor.selections = [new Selection(3, 0, 3, 4), new Selection(1, 1, 1, 3)];
    const taken = await takeFromEditor(editor);
    assert.equal(taken?.attachment.text, "wo\nthree\nfour");
    assert.deepEqual(taken.attachment.lines, { first: 2, last: 4 });
  });

  it("is the whole file when nothing is selected and there are no symbols", async () => {
    const editor = await openText("just text\n", "plaintext");
    const taken = await takeFromEditor(editor);
    assert.equal(taken?.chosenBy, "file");
    assert.equal(taken.attachment.lines, undefined);
    assert.equal(taken.attachment.text, "just text\n");
  });

  it("is the smallest symbol around the cursor when nothing is selected", async function () {
    // What knows the symbols of JSON is a program of its own, which starts with the first such file.
    this.timeout(60_000);
    const text = '{\n  "outer": {\n    "inner": {\n      "a": 1\n    }\n  }\n}\n';
    const editor = await openText(text, "json");
    editor.selection = new Selection(3, 6, 3, 6);
    const taken = await waitForSymbol(editor);
    assert.equal(taken?.chosenBy, "symbol");
    assert.deepEqual(taken.attachment.lines, { first: 3, last: 5 });
  });

  it("is a problem with its code and the lines around it", async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    const { document } = await openText(lines.join("\n"), "plaintext");
    const problem = new Diagnostic(new Range(19, 5, 19, 7), "is no number");
    problem.source = "rates";
    problem.code = { value: 7, target: Uri.parse("https://example.com") };
    const [message, code] = attachProblem(document, [problem]);
    assert.match(message?.text ?? "", /^Untitled-\d+:20:6 error: is no number \(rates 7\)$/);
    assert.deepEqual(code?.lines, { first: 12, last: 28 });
    assert.equal(code.text, lines.slice(11, 28).join("\n"));
  });

  it("is nothing in an empty document", async () => {
    assert.equal(await takeFromEditor(await openText("", "plaintext")), undefined);
  });

  it("is taken from a read-only document", async () => {
    const { documents } = (await activateParley()).container;
    const editor = await documents.show("passage.txt", "read only text", "plaintext");
    editor.selection = new Selection(0, 5, 0, 9);
    const taken = await takeFromEditor(editor);
    assert.equal(taken?.attachment.text, "only");
    assert.equal(taken.attachment.path, "/passage.txt");
  });

  it("is taken from a notebook, and names the cell", async () => {
    const cells = ["print(1)", "print(2)"].map(
      (code) => new NotebookCellData(NotebookCellKind.Code, code, "python"),
    );
    const notebook = await workspace.openNotebookDocument(
      "jupyter-notebook",
      new NotebookData(cells),
    );
    const cell = notebook.cellAt(1).document;
    const editor = {
      document: cell,
      selections: [new Selection(0, 0, 0, 5)],
      selection: new Selection(0, 0, 0, 5),
    };
    const taken = await takeFromEditor(editor as unknown as TextEditor);
    assert.equal(taken?.attachment.text, "print");
    assert.match(taken.attachment.path, /\(cell 2\)$/);
    assert.equal(taken.attachment.languageId, "python");
  });
});

async function openText(content: string, language: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ content, language });
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(0, 0, 0, 0);
  editor.revealRange(new Range(0, 0, 0, 0));
  return editor;
}

/** The language's own extension may still be starting. */
async function waitForSymbol(editor: TextEditor) {
  for (let attempt = 0; attempt < 250; attempt += 1) {
    const taken = await takeFromEditor(editor);
    if (taken?.chosenBy === "symbol") return taken;
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
  return undefined;
}
