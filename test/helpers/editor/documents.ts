// What documents of other file systems are complained about with.
import { Disposable } from "./events.ts";

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
