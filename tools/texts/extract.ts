import { ToolError } from "../support/toolError.ts";
import { findTextProperties } from "./data.ts";
import {
  isTranslate,
  literalText,
  nameOf,
  parse,
  placeOf,
  readSources,
  walk,
  type SourceFile,
} from "./syntax.ts";

/** English text → text in a language; VS Code's bundles of an extension look like this. */
export type Texts = Readonly<Record<string, string>>;

/** Everything that Parley says and that its manifest does not, in the order of the alphabet, each as its own English. */
export function extractTexts(sources = readSources("src/**/*.ts", "webview/**/*.ts")): Texts {
  const texts = new Set(sources.flatMap(textsOf));
  return Object.fromEntries([...texts].toSorted().map((text) => [text, text]));
}

/** The file `l10n/bundle.l10n.json` as it should be. */
export function writeBundle(texts: Texts): string {
  return `${JSON.stringify(texts, undefined, 2)}\n`;
}

function textsOf(source: SourceFile): readonly string[] {
  // The function itself.
  if (source.path === "webview/l10n.ts") return [];
  const tree = parse(source);
  const properties = findTextProperties(tree, source.path);
  const texts: string[] = [];
  walk(tree, (node, parent) => {
    if (node.type === "Property" && properties.has(node)) {
      texts.push(literalText(node.value) ?? refuse(source, node.start, `"${nameOf(node.key)}"`));
    }
    if (!isTranslate(node, source.path)) return true;
    if (parent?.type === "CallExpression" && parent.callee === node) {
      const text = literalText(parent.arguments[0]);
      texts.push(text ?? refuse(source, node.start, "the text of a call of t()"));
    } else if (node.type === "MemberExpression") {
      refuse(source, node.start, "what is given to l10n.t");
    }
    return true;
  });
  return texts;
}

function refuse(source: SourceFile, offset: number, what: string): never {
  throw new ToolError(
    `${placeOf(source, offset)}: ${what} must be a string in quotes, so that it can be translated. Put what varies into {0}, {1} and so on.`,
  );
}
