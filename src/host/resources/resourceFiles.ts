import * as vscode from "vscode";
import { DocumentFiles } from "../adapters/documentFiles.ts";
import { Lazy } from "../../core/async/lazy.ts";
import type { ResourceDocuments } from "./resourceDocuments.ts";
import { resourceScheme } from "../refs/resourceScheme.ts";

/** What VS Code reads and saves documents of resources through. The work loads with the first one. */
export class ResourceFiles extends DocumentFiles {
  readonly #documents: Lazy<ResourceDocuments>;
  readonly #registration: vscode.Disposable;

  constructor(load: () => Promise<ResourceDocuments>) {
    super();
    this.#documents = new Lazy(load);
    this.#registration = vscode.workspace.registerFileSystemProvider(resourceScheme, this, {
      isCaseSensitive: true,
    });
  }

  /** What is known of the documents that were opened. */
  async documents(): Promise<ResourceDocuments> {
    return await this.#documents.get();
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

  override dispose(): void {
    this.#registration.dispose();
    super.dispose();
  }
}
