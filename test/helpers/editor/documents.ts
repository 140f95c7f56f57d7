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
