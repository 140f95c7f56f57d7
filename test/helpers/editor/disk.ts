// The disk of the stand-in for the editor.

/** The text of a file, or the address that a link leads to. */
export type DiskFile = string | { readonly link: string };

interface Address {
  readonly path: string;
}

/** A file system that an extension adds. */
export interface FileProvider {
  readFile(address: Address): Uint8Array | Promise<Uint8Array>;
  stat(address: Address): { readonly size: number } | Promise<{ readonly size: number }>;
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

/** VS Code's file system over files in memory, which have no folders between them. */
export function disk(files: () => ReadonlyMap<string, DiskFile>) {
  const readFile = async ({ path }: Address): Promise<Uint8Array> => {
    const content = files().get(path);
    const text = typeof content === "object" ? files().get(content.link) : content;
    if (typeof text !== "string") throw new Error(`there is no ${path}`);
    return new TextEncoder().encode(text);
  };
  const isFolder = ({ path }: Address): boolean =>
    [...files().keys()].some((file) => file.startsWith(`${path}/`));
  return {
    readFile,
    stat: async (address: Address) =>
      isFolder(address)
        ? { type: FileType.Directory, size: 0 }
        : { type: FileType.File, size: (await readFile(address)).byteLength },
    readDirectory: async ({ path: folder }: Address) => {
      const found = [...files()].filter(([path]) => path.startsWith(`${folder}/`));
      if (found.length === 0) throw new Error(`there is no ${folder}`);
      return found.map(([path, content]) => [
        path.slice(folder.length + 1),
        typeof content === "string" ? FileType.File : FileType.File | FileType.SymbolicLink,
      ]);
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
