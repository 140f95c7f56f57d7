import * as vscode from "vscode";

/**
 * The content of a document: its text in UTF-8, with the mark that says so. Without it VS Code reads and writes in the
 * encoding that the user has set for files (`files.encoding`), which is another one in many a workspace.
 */
export function toContent(text: string): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${text}`);
}

/**
 * A file system of documents that nobody makes, moves or lists by hand: what it holds is opened, and perhaps saved, one
 * by one.
 */
export abstract class DocumentFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  abstract stat(uri: vscode.Uri): vscode.FileStat | Thenable<vscode.FileStat>;
  abstract readFile(uri: vscode.Uri): Uint8Array | Thenable<Uint8Array>;
  abstract writeFile(uri: vscode.Uri, content: Uint8Array): void | Thenable<void>;

  /** Says that documents hold something else now; whoever shows one and has not changed it reads it again. */
  tellChanged(uris: readonly vscode.Uri[]): void {
    this.#changed.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
