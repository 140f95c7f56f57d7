import * as vscode from "vscode";

/** Why a document could not be saved, and which member is to blame where that is known. */
export interface Complaint {
  readonly sentence: string;
  readonly member?: string;
}

/** What services and Parley complain about in documents, in the list of problems and on the line that it is about. */
export class Complaints implements vscode.Disposable {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("parley");
  // What is being changed is no longer what was complained about.
  readonly #watcher = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.clear(document.uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)),
  );

  show(uri: vscode.Uri, { sentence, member }: Complaint): void {
    const document = vscode.workspace.textDocuments.find(
      (open) => open.uri.toString() === uri.toString(),
    );
    const range = document ? rangeOf(document, member) : new vscode.Range(0, 0, 0, 0);
    const diagnostic = new vscode.Diagnostic(range, sentence, vscode.DiagnosticSeverity.Error);
    diagnostic.source = "Parley";
    this.#diagnostics.set(uri, [diagnostic]);
  }

  clear(uri: vscode.Uri): void {
    this.#diagnostics.delete(uri);
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#diagnostics.dispose();
  }
}

/** The line that sets a member; the first one where no member is named. */
function rangeOf(document: vscode.TextDocument, member: string | undefined): vscode.Range {
  const wanted = `${JSON.stringify(member)}:`;
  for (let index = 0; index < document.lineCount; index += 1) {
    const { text, firstNonWhitespaceCharacterIndex: start } = document.lineAt(index);
    if (text.startsWith(wanted, start)) return new vscode.Range(index, start, index, text.length);
  }
  return document.lineAt(0).range;
}
