import type { Texts } from "./extract.ts";

/** Properties of `package.json` that VS Code shows to people. */
const shownProperties = new Set([
  "altText",
  "category",
  "contents",
  "contextualTitle",
  "deprecationMessage",
  "description",
  "displayName",
  "enumDescriptions",
  "enumItemLabels",
  "fullName",
  "label",
  "longDescription",
  "markdownDeprecationMessage",
  "markdownDescription",
  "markdownEnumDescriptions",
  "name",
  "patternErrorMessage",
  "shortTitle",
  "title",
  "tooltip",
  "userDescription",
]);

/** What only language models read, and names that are typed as they are. */
const notShown =
  /^contributes\.(?:languageModelTools|chatParticipants)\[\d+\]\.(?:name$|inputSchema|disambiguation|commands\[\d+\]\.name$)/;

/** The name of the product is the same in every language. */
const name = "Parley";

/** What is wrong with the texts of a manifest and of its `package.nls.json`, one sentence each. */
export function checkManifest(
  manifest: { readonly description?: unknown; readonly contributes?: unknown },
  texts: Texts,
): readonly string[] {
  const used = new Set<string>();
  const problems: string[] = [];
  for (const { path, text } of shownTexts({
    description: manifest.description,
    contributes: manifest.contributes,
  })) {
    const key = /^%(.+)%$/.exec(text)?.[1];
    if (key === undefined) {
      if (text !== name) problems.push(`${path} is "${text}" instead of a %key%.`);
    } else {
      used.add(key);
      if (texts[key] === undefined) problems.push(`${path}: package.nls.json has no "${key}".`);
    }
  }
  for (const key of Object.keys(texts)) {
    if (!used.has(key)) problems.push(`package.json does not use "${key}" of package.nls.json.`);
  }
  return problems;
}

interface ShownText {
  readonly path: string;
  readonly text: string;
}

/** All texts below a value; `isShown` is handed down to the items of a list. */
function shownTexts(value: unknown, path = "", isShown = false): readonly ShownText[] {
  if (notShown.test(path)) return [];
  if (typeof value === "string") return isShown ? [{ path, text: value }] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => shownTexts(item, `${path}[${index}]`, isShown));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    shownTexts(inner, path === "" ? key : `${path}.${key}`, shownProperties.has(key)),
  );
}
