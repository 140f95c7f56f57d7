// Documents that were never saved, and what documents of other file systems are complained about with.
import { Disposable, EventEmitter } from "./events.ts";
import { Uri } from "./uri.ts";

/** A document that was never saved; tests type into it and close it. */
export class UntitledDocument {
  static readonly closed = new EventEmitter<unknown>();
  readonly uri = Uri.from({ scheme: "untitled", path: "Untitled-1" });
  content: string;
  isClosed = false;

  constructor(content: string) {
    this.content = content;
  }

  /** Opens a new one beside the others. */
  static openAmong(others: UntitledDocument[], content: string): UntitledDocument {
    const document = new UntitledDocument(content);
    others.push(document);
    return document;
  }

  getText(): string {
    return this.content;
  }

  close(): void {
    this.isClosed = true;
    UntitledDocument.closed.fire(this);
  }
}

/** A document that is loaded. */
export interface LoadedDocument {
  readonly uri: { readonly scheme: string; readonly path: string; toString(): string };
  readonly languageId?: string;
  readonly getText?: () => string;
}

export class FileSystemError extends Error {
  static FileNotFound = (what: unknown) => new FileSystemError(`there is no ${String(what)}`);
  static NoPermissions = (what: unknown) => new FileSystemError(`${String(what)} is read-only`);
}

export class Diagnostic {
  readonly message: string;

  constructor(_range: unknown, message: string) {
    this.message = message;
  }
}

export const DiagnosticSeverity = { Error: 0 };
export const TextDocumentSaveReason = { Manual: 1 };
export const languages = {
  createDiagnosticCollection: () => {
    const all = new Map<unknown, unknown>();
    return Object.assign(new Disposable(() => all.clear()), {
      set: (uri: unknown, found: unknown) => void all.set(uri, found),
      delete: (uri: unknown) => all.delete(uri),
    });
  },
};

interface Folder {
  readonly uri: LoadedDocument["uri"];
  readonly name: string;
}

/** The folder of the workspace that holds a file. */
export function folderOf(
  { scheme, path }: LoadedDocument["uri"],
  folders: readonly Folder[],
): Folder | undefined {
  return folders.find(({ uri }) => uri.scheme === scheme && path.startsWith(`${uri.path}/`));
}

/** How a file is named to users: within its folder, whose name comes first where there are several. */
export function relativePath(uri: LoadedDocument["uri"], folders: readonly Folder[]): string {
  const folder = folderOf(uri, folders);
  if (!folder) return uri.path;
  const path = uri.path.slice(folder.uri.path.length + 1);
  return folders.length > 1 ? `${folder.name}/${path}` : path;
}
