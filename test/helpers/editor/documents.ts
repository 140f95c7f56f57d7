// Documents that were never saved, and what documents of other file systems are complained about with.
import { Disposable, EventEmitter } from "./events.ts";
import { Uri } from "./uri.ts";

/** A document that was never saved; tests type into it and close it. */
export class UntitledDocument {
  static readonly opened = new EventEmitter<unknown>();
  static readonly changed = new EventEmitter<unknown>();
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
    UntitledDocument.opened.fire(document);
    return document;
  }

  type(content: string): void {
    this.content = content;
    UntitledDocument.changed.fire({ document: this });
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
  readonly uri: {
    readonly scheme: string;
    readonly path: string;
    readonly fsPath?: string;
    toString(): string;
  };
  readonly isDirty?: boolean;
  readonly languageId?: string;
  readonly getText?: () => string;
  /** Puts a text where another one stands; absent for a document that cannot be changed. */
  readonly replace?: (start: number, end: number, text: string) => void;
}

/** A file that is open. Positions are offsets here. */
export class OpenFile implements LoadedDocument {
  readonly uri: ReturnType<typeof Uri.file>;
  #text: string;

  constructor(path: string, text: string) {
    this.uri = Uri.file(path);
    this.#text = text;
  }

  readonly getText = (): string => this.#text;
  readonly positionAt = (offset: number): number => offset;
  readonly replace = (start: number, end: number, text: string): void => {
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
  };
}

type Address = LoadedDocument["uri"];

/** Changes of open files. */
export class WorkspaceEdit {
  readonly #changes: { uri: Address; range: { start: number; end: number }; text: string }[] = [];

  replace(
    uri: Address,
    range: { readonly start: number; readonly end: number },
    text: string,
  ): void {
    this.#changes.push({ uri, range, text });
  }

  /** Makes the changes a moment later, as another process does it. False where a document cannot be changed. */
  async apply(documents: () => readonly LoadedDocument[]): Promise<boolean> {
    await new Promise(setImmediate);
    return this.#changes.every(({ uri, range, text }) => {
      const document = documents().find((one) => one.uri.toString() === uri.toString());
      document?.replace?.(range.start, range.end, text);
      return document?.replace !== undefined;
    });
  }
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
  // Elsewhere as the operating system writes it.
  if (!folder) return uri.fsPath ?? uri.path;
  const path = uri.path.slice(folder.uri.path.length + 1);
  return folders.length > 1 ? `${folder.name}/${path}` : path;
}
