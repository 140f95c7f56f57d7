import * as vscode from "vscode";
import { Lazy } from "../../core/async/lazy.ts";
import type { ResourceDocuments } from "./resourceDocuments.ts";
import { resourceScheme } from "../refs/resourceScheme.ts";

/** What VS Code reads and saves documents of resources through. The work loads with the first one. */
export class ResourceFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #documents: Lazy<ResourceDocuments>;
  readonly #registration: vscode.Disposable;
  /** Never fires: the services tell no changes. */
  readonly onDidChangeFile = this.#changed.event;

  constructor(load: () => Promise<ResourceDocuments>) {
    this.#documents = new Lazy(load);
    this.#registration = vscode.workspace.registerFileSystemProvider(resourceScheme, this, {
      isCaseSensitive: true,
    });
  }

  /** What is known of the documents that were opened. */
  async documents(): Promise<ResourceDocuments> {
    return await this.#documents.get();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return await (await this.documents()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return await (await this.documents()).readFile(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await (await this.documents()).writeFile(uri, content);
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
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
