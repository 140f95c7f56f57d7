import { posix } from "node:path";
import * as vscode from "vscode";
import { SingleFlight } from "../../core/async/singleFlight.ts";
import { minimalEdit } from "../../core/apply/minimalEdit.ts";
import { DocumentFiles, toContent } from "../adapters/documentFiles.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import { proposalScheme } from "../refs/proposalScheme.ts";

/** Works out what a file would be like; the file is undefined when it does not exist yet. */
type Propose = (document: vscode.TextDocument | undefined) => Promise<string>;

/** What a file would be like, and the file. */
interface Proposal {
  readonly target: vscode.Uri;
  /** The file's text when it was proposed; undefined when there was no file. */
  readonly base: string | undefined;
  readonly propose: Propose;
  bytes: Uint8Array;
}

/** A proposal, and the document that shows it. */
interface Shown {
  readonly uri: vscode.Uri;
  readonly proposal: Proposal;
}

/**
 * Shows beside a file what it would be like after a change, in VS Code's own diff editor: the user undoes or edits a
 * part of it there, and keeps the rest or undoes all. The file is untouched until then. What is shown ends with the
 * window.
 */
export class ProposedChanges extends DocumentFiles {
  readonly #documents: Pick<ReadonlyDocuments, "add">;
  readonly #proposals = new Map<string, Proposal>();
  readonly #watchers: readonly vscode.Disposable[];
  /** A second click finds the file changed by the first one. */
  readonly #keeping = new SingleFlight<string, void>();
  #counter = 0;

  constructor(documents: Pick<ReadonlyDocuments, "add">) {
    super();
    this.#documents = documents;
    this.#watchers = [
      vscode.workspace.registerFileSystemProvider(proposalScheme, this, { isCaseSensitive: true }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        // A document whose language changes is closed and opened again.
        if (!tabOf(uri)) this.#proposals.delete(uri.toString());
      }),
    ];
  }

  /** Shows what a file would be like. */
  async show(target: vscode.Uri, propose: Propose): Promise<void> {
    const document = await open(target);
    const base = document?.getText();
    const text = await propose(document);
    if (text === base) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("{0} has this code already.", nameOf(target)),
      );
      return;
    }
    this.#counter += 1;
    const path = posix.join("/", String(this.#counter), posix.basename(target.path));
    const uri = vscode.Uri.from({ scheme: proposalScheme, path });
    const bytes = toContent(text);
    this.#proposals.set(uri.toString(), { target, base, propose, bytes });
    const before = document ? target : await this.#documents.add(nameOf(target), "", "");
    const title = vscode.l10n.t("{0} (proposed change)", vscode.workspace.asRelativePath(target));
    await vscode.commands.executeCommand("vscode.diff", before, uri, title, {
      preview: false,
      viewColumn: columnOf(target),
    } satisfies vscode.TextDocumentShowOptions);
  }

  /** Makes the change that is shown, as far as the user has left it; the file is not saved. */
  async keep(uri: unknown): Promise<void> {
    const shown = this.#find(uri);
    if (shown) await this.#keeping.run(shown.uri.toString(), async () => this.#keep(shown));
  }

  async #keep(shown: Shown): Promise<void> {
    const { target, base, propose } = shown.proposal;
    const document = await open(target);
    if (document?.getText() !== base) {
      await this.#close(shown.uri);
      await this.show(target, propose);
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "{0} has changed meanwhile. Look at the change again, then keep it.",
          nameOf(target),
        ),
      );
      return;
    }
    const text = (await vscode.workspace.openTextDocument(shown.uri)).getText();
    if (!(await write(target, document, text))) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t("Could not change {0}. The file may be read-only.", nameOf(target)),
      );
      return;
    }
    await this.#close(shown.uri);
    await vscode.window.showTextDocument(target, { preview: false });
  }

  /** Takes back the change that is shown. */
  async undo(uri: unknown): Promise<void> {
    const shown = this.#find(uri);
    if (shown) await this.#close(shown.uri);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { length } = this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const proposal = this.#proposals.get(uri.toString());
    if (!proposal) throw vscode.FileSystemError.FileNotFound(uri);
    return proposal.bytes;
  }

  /** What the user makes of a proposal stays one until it is kept. */
  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const proposal = this.#proposals.get(uri.toString());
    if (!proposal) throw vscode.FileSystemError.FileNotFound(uri);
    proposal.bytes = content;
  }

  override dispose(): void {
    vscode.Disposable.from(...this.#watchers).dispose();
    super.dispose();
  }

  /** @param uri what the command was called with: the document of the editor, or nothing where a key runs it */
  #find(uri: unknown): Shown | undefined {
    const shown = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
    const proposal = shown && this.#proposals.get(shown.toString());
    return shown && proposal && { uri: shown, proposal };
  }

  async #close(uri: vscode.Uri): Promise<void> {
    // VS Code would ask whether to save what the user has undone in it.
    const document = vscode.workspace.textDocuments.find((one) => isSame(one.uri, uri));
    await document?.save();
    const tab = tabOf(uri);
    if (tab) await vscode.window.tabGroups.close(tab);
    this.#proposals.delete(uri.toString());
  }
}

async function open(target: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const isThere = vscode.workspace.textDocuments.some(({ uri }) => isSame(uri, target));
  // A file that does not exist is a new one; what else is wrong with it is told.
  const stat =
    isThere || (await vscode.workspace.fs.stat(target).then(Boolean, isOtherThanMissing));
  return stat ? await vscode.workspace.openTextDocument(target) : undefined;
}

function isOtherThanMissing(error: unknown): boolean {
  return !(error instanceof vscode.FileSystemError && error.code === "FileNotFound");
}

async function write(
  target: vscode.Uri,
  document: vscode.TextDocument | undefined,
  text: string,
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  if (document) {
    const { start, end, text: added } = minimalEdit(document.getText(), text);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(target, range, added);
    return await vscode.workspace.applyEdit(edit);
  }
  // The editor writes it, as the settings for files say.
  edit.createFile(target);
  edit.insert(target, new vscode.Position(0, 0), text);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  return await (await vscode.workspace.openTextDocument(target)).save();
}

function tabOf(uri: vscode.Uri): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputTextDiff && isSame(input.modified, uri));
}

/** Where the file is shown, or else where no chat is covered. */
function columnOf(target: vscode.Uri): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const shows = ({ tabs }: vscode.TabGroup): boolean =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && isSame(input.uri, target));
  const group = groups.find(shows) ?? groups.find(({ isActive }) => !isActive);
  return group?.viewColumn ?? vscode.ViewColumn.Beside;
}

function isSame(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

function nameOf(uri: vscode.Uri): string {
  return posix.basename(uri.path);
}
