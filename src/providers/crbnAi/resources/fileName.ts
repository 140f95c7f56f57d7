/** The file name in a `Content-Disposition` header (4.5.5), without folders; undefined when there is none. */
export function fileNameIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
  const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i
    .exec(header)?.[1]
    ?.replaceAll(/\\(.)/g, "$1");
  const bare = /filename\s*=\s*([^";\s]+)/i.exec(header)?.[1];
  const name = (decode(encoded) ?? quoted ?? bare)?.split(/[\\/]/).at(-1)?.trim();
  return name === "" || name === "." || name === ".." ? undefined : name;
}

function decode(encoded: string | undefined): string | undefined {
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    // Then the plain form of the name has to do.
    return undefined;
  }
}
