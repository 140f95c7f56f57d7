/**
 * Texts for people in layers that know no `vscode`, and so no `l10n.t`: these properties of these files. The host shows
 * them through `src/host/text/translated.ts`.
 */
const data: readonly { readonly file: RegExp; readonly properties: readonly string[] }[] = [
  { file: /^src\/providers\/[^/]+\/index\.ts$/, properties: ["keyHint"] },
  {
    file: /^src\/providers\/[^/]+\/resources\/infos\.ts$/,
    properties: ["emptyNote", "removeNote", "replaceNote", "title"],
  },
  {
    // What makes several kinds alike is given its texts.
    file: /^src\/providers\/[^/]+\/resources\/(?!\w*Kind\.ts$)[^/]+\.ts$/,
    properties: ["label", "markdownDescription"],
  },
  { file: /^src\/providers\/crbnAi\/plainChats\.ts$/, properties: ["name", "description"] },
  { file: /^src\/simulator\/faults\.ts$/, properties: ["title", "description"] },
];

/** The properties of a file whose strings are texts for people. */
export function textProperties(path: string): readonly string[] {
  return data.find(({ file }) => file.test(path))?.properties ?? [];
}
