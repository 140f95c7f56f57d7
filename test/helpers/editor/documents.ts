// Documents, and what those of other file systems are complained about with.
import { Disposable, type EventEmitter } from "./events.ts";
import { Uri } from "./uri.ts";

/** A document that was never saved. */
export class UntitledDocument {
  readonly uri = Uri.from({ scheme: "untitled", path: "Untitled-1" });
  isClosed = false;
  readonly #closed: EventEmitter<unknown>;
  /** What stands in it; the user types here. */
  content: string;

  constructor(content: string, closed: EventEmitter<unknown>) {
    this.content = content;
    this.#closed = closed;
  }

  getText(): string {
    return this.content;
  }

  close(): void {
    this.isClosed = true;
    this.#closed.fire(this);
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
