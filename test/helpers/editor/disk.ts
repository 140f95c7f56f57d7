// The disk of the stand-in for the editor.
import { Uri } from "./uri.ts";

/** The text of a file, or the address that a link to a file or a folder leads to. */
export type DiskFile = string | { readonly link: string };

interface Address {
  readonly path: string;
}

/** A file system that an extension adds. */
export interface FileProvider {
  readFile(address: Address): Uint8Array | Promise<Uint8Array>;
  stat(address: Address): { readonly size: number } | Promise<{ readonly size: number }>;
}

export class FileSystemError extends Error {
  static FileNotFound = (what: unknown) =>
    new FileSystemError(`there is no ${String(what)}`, "FileNotFound");
  static NoPermissions = (what: unknown) =>
    new FileSystemError(`${String(what)} is read-only`, "NoPermissions");
  readonly code: string;

  constructor(message: string, code = "Unknown") {
    super(message);
    this.code = code;
  }
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

export const FilePermission = { Readonly: 1 };

/** Dialogs in which the user chooses a path, or none. */
export function dialogs(choose: () => string | undefined) {
  const showSaveDialog = async () => {
    const path = choose();
    return path === undefined ? undefined : Uri.file(path);
  };
  const showOpenDialog = async () => {
    const uri = await showSaveDialog();
    return uri && [uri];
  };
  return { showOpenDialog, showSaveDialog };
}

/** VS Code's file system over files in memory, which have no folders between them. */
export function disk(files: () => Map<string, DiskFile>) {
  const linkAt = (path: string): string | undefined => {
    const content = files().get(path);
    return typeof content === "object" ? content.link : undefined;
  };
  /** Where a path leads to, through the links in it. */
  const follow = (path: string): string => {
    const parts = path.split("/");
    for (let count = 2; count <= parts.length; count += 1) {
      const link = linkAt(parts.slice(0, count).join("/"));
      if (link !== undefined) return follow([link, ...parts.slice(count)].join("/"));
    }
    return path;
  };
  const readFile = async ({ path }: Address): Promise<Uint8Array> => {
    const text = files().get(follow(path));
    if (typeof text !== "string") throw FileSystemError.FileNotFound(path);
    return new TextEncoder().encode(text);
  };
  const isFolder = (path: string): boolean =>
    [...files().keys()].some((file) => file.startsWith(`${follow(path)}/`));
  /** As VS Code tells it: what a link leads to, and that it is one. */
  const typeOf = (path: string): number =>
    (isFolder(path) ? FileType.Directory : FileType.File) |
    (linkAt(path) === undefined ? 0 : FileType.SymbolicLink);
  return {
    readFile,
    /** All but what is in a folder that is locked. */
    writeFile: async ({ path }: Address, content: Uint8Array) => {
      if (path.startsWith("/locked/")) throw new Error("permission denied");
      files().set(path, new TextDecoder().decode(content));
    },
    delete: async ({ path }: Address) => void files().delete(path),
    stat: async (address: Address) => ({
      type: typeOf(address.path),
      size: isFolder(address.path) ? 0 : (await readFile(address)).byteLength,
    }),
    readDirectory: async ({ path }: Address) => {
      const folder = follow(path);
      const found = [...files().keys()].filter((file) => file.startsWith(`${folder}/`));
      if (found.length === 0) throw new Error(`there is no ${path}`);
      return found.map((file) => [file.slice(folder.length + 1), typeOf(file)]);
    },
  };
}

/**
 * The paths that match a pattern, which is a path with brackets around what would mean something in a pattern, at the
 * top of one of the folders or, behind `**` and a slash, anywhere in it; `**`, with or without `/*`, is all of it. What
 * matches one of the hidden patterns is left out.
 */
export function matching(
  paths: Iterable<string>,
  folders: readonly string[],
  pattern: string,
  hidden: readonly string[] = [],
): readonly string[] {
  const fits = matcher(pattern);
  const hides = hidden.map(matcher);
  return [...paths].filter((path) =>
    folders.some((folder) => fits(path, folder) && !hides.some((hide) => hide(path, folder))),
  );
}

function matcher(pattern: string): (path: string, folder: string) => boolean {
  const isAll = pattern === "**" || pattern === "**/*";
  const [, anywhere, name = ""] = /^(\*\*\/)?(.*)$/.exec(pattern) ?? [];
  const wanted = `/${name.replaceAll(/\[(.)\]/g, "$1")}`;
  return (path, folder) =>
    anywhere || isAll
      ? path.startsWith(`${folder}/`) && (isAll || path.endsWith(wanted))
      : path === `${folder}${wanted}`;
}
