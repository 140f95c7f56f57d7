/** Addresses as plain objects, which tests can compare. */
export const Uri = {
  [Symbol.hasInstance]: (value: unknown) =>
    typeof value === "object" && value !== null && "scheme" in value,
  file: (path: string) => ({
    scheme: "file",
    path,
    fsPath: path,
    toString: () => `file://${path}`,
  }),
  from: ({ query = "", ...parts }: { scheme: string; path: string; query?: string }) => ({
    ...parts,
    query,
    toString: () => `${parts.scheme}:${parts.path}${query && `?${query}`}`,
  }),
  parse: (text: string) => ({
    scheme: text.slice(0, text.indexOf(":")),
    authority: text.split("/")[2] ?? "",
    path: text.slice(text.indexOf("://") + 3),
    toString: () => text,
  }),
  joinPath: (base: { readonly path: string }, ...parts: readonly string[]) =>
    Uri.file([base.path, ...parts].join("/")),
};
