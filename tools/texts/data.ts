import type { Node } from "oxc-parser";
import { nameOf, walk } from "./syntax.ts";

/** What makes several kinds alike, `…Kind.ts`, is given their texts. */
const kindFile = /^src\/providers\/[^/]+\/(?:v\d+\/)?resources\/(?!\w*Kind\.ts$)[^/]+\.ts$/;

/**
 * Texts for people in layers that know no `vscode`, and so no `l10n.t`: these properties of these files. The host shows
 * them through `src/host/text/translated.ts`.
 */
const data: readonly { readonly file: RegExp; readonly properties: readonly string[] }[] = [
  { file: /^src\/providers\/[^/]+\/index\.ts$/, properties: ["keyHint", "title"] },
  {
    file: kindFile,
    properties: ["emptyNote", "label", "markdownDescription", "removeNote", "replaceNote"],
  },
  { file: /^src\/providers\/siteGpt\/v2\/accountFacts\.ts$/, properties: ["topic"] },
  { file: /^src\/providers\/crbnAi\/plainChats\.ts$/, properties: ["name", "description"] },
  { file: /^src\/simulator\/faults\.ts$/, properties: ["title", "description"] },
];

/** Declares a kind, whose title is a text for people; the title of a resource is the service's own. */
const declares = /Kind$/;

/** The properties in a file whose strings are texts for people. */
export function findTextProperties(tree: Node, path: string): ReadonlySet<Node> {
  const names = data.find(({ file }) => file.test(path))?.properties ?? [];
  const found = new Set<Node>();
  walk(tree, (node) => {
    if (node.type === "Property" && names.includes(nameOf(node.key) ?? "")) found.add(node);
    const title = kindFile.test(path) ? titleOfKind(node) : undefined;
    if (title) found.add(title);
    return true;
  });
  return found;
}

function titleOfKind(node: Node): Node | undefined {
  if (node.type !== "CallExpression" || !declares.test(nameOf(node.callee) ?? "")) return undefined;
  const [declaration] = node.arguments;
  if (declaration?.type !== "ObjectExpression") return undefined;
  return declaration.properties.find(
    (property) => property.type === "Property" && nameOf(property.key) === "title",
  );
}
