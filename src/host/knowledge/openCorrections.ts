import * as vscode from "vscode";

/** The chatbot that learns a correction. */
export interface Learner {
  readonly accountId: string;
  readonly chatbotId: string;
}

/** A correction in a document that is open, or was when the window ended. */
interface OpenCorrection extends Learner {
  /** The first line of the document: another one may get its address. */
  readonly heading: string;
}

/** What openCorrections works with. */
export interface OpenCorrectionsDeps {
  readonly workspaceState: vscode.Memento;
  readonly subscriptions: vscode.Disposable[];
}

const name = "corrections";

/** True where the last window has left corrections: VS Code brings back all documents that were never saved. */
export function hasLeftCorrections(memento: vscode.Memento): boolean {
  return memento.get(name) !== undefined;
}

/** Which documents are corrections, and of whom; that outlives the window, as the documents do. */
export class OpenCorrections {
  readonly #memento: vscode.Memento;
  /** By the address of the document. */
  readonly #open = new Map<string, OpenCorrection>();
  /** Those of the last window whose documents have not come back yet. */
  readonly #left: Map<string, OpenCorrection>;

  constructor({ workspaceState, subscriptions }: OpenCorrectionsDeps) {
    this.#memento = workspaceState;
    this.#left = new Map(readLeft(workspaceState));
    for (const document of vscode.workspace.textDocuments) this.#recognize(document);
    subscriptions.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.#recognize(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#follow(document)),
      vscode.workspace.onDidCloseTextDocument((document) => void this.remove(document)),
    );
  }

  /** Whom the correction at an address is for; undefined where there is none. */
  find(uri: vscode.Uri): Learner | undefined {
    const known = this.#open.get(uri.toString());
    return known && { accountId: known.accountId, chatbotId: known.chatbotId };
  }

  /** A document is a correction from now on, unless it was closed: another one may have its address then. */
  async add(document: vscode.TextDocument, { accountId, chatbotId }: Learner): Promise<void> {
    if (document.isClosed) return;
    this.#left.delete(document.uri.toString());
    const heading = headingOf(document);
    this.#open.set(document.uri.toString(), { accountId, chatbotId, heading });
    await this.#show();
  }

  /** A document is no correction any more; false when it was none. */
  async remove({ uri }: vscode.TextDocument): Promise<boolean> {
    if (!this.#open.delete(uri.toString())) return false;
    await this.#show();
    return true;
  }

  #recognize(document: vscode.TextDocument): void {
    const left = this.#left.get(document.uri.toString());
    if (!left) return;
    this.#left.delete(document.uri.toString());
    if (left.heading === headingOf(document)) void this.add(document, left);
  }

  #follow(document: vscode.TextDocument): void {
    const known = this.#open.get(document.uri.toString());
    if (known && known.heading !== headingOf(document)) void this.add(document, known);
  }

  /** Tells the menus, and the next window. */
  async #show(): Promise<void> {
    const all = [...this.#left, ...this.#open];
    await Promise.all([
      vscode.commands.executeCommand("setContext", "parley.corrections", [...this.#open.keys()]),
      this.#memento.update(name, all.length > 0 ? all : undefined),
    ]);
  }
}

function headingOf(document: vscode.TextDocument): string {
  return document.getText().split(/\r?\n/, 1)[0] ?? "";
}

/** What was kept, as far as this version of Parley wrote it so. */
function readLeft(memento: vscode.Memento): readonly (readonly [string, OpenCorrection])[] {
  const value: unknown = memento.get(name);
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is readonly [string, OpenCorrection] {
  if (!Array.isArray(value) || typeof value[0] !== "string") return false;
  const { accountId, chatbotId, heading } = (value[1] ?? {}) as Record<string, unknown>;
  return [accountId, chatbotId, heading].every((one) => typeof one === "string");
}
