import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, type Node } from "oxc-parser";
import { repositoryFolder } from "../support/paths.ts";
import { ToolError } from "../support/toolError.ts";

/** A file of the source code. */
export interface SourceFile {
  /** From the repository's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files below a folder or under a path of the repository, in the order of their names. */
export function readSources(...patterns: readonly string[]): readonly SourceFile[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: repositoryFolder }));
  return paths
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".d.ts"))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(repositoryFolder, path), "utf8") }));
}

/** The syntax tree of a file; throws a ToolError when it is no TypeScript. */
export function parse({ path, text }: SourceFile): Node {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new ToolError(`${path} cannot be read: ${error.message}`);
  return program;
}

/** Calls `visit` for a node and all below it, in the order of the text; where it returns false, it goes no deeper. */
export function walk(
  node: Node,
  visit: (node: Node, parent: Node | undefined) => boolean,
  parent?: Node,
): void {
  if (!visit(node, parent)) return;
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, visit, node);
}

/** The text of a string that stands complete in the code; undefined for anything else. */
export function literalText(node: Node | undefined): string | undefined {
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node?.type !== "TemplateLiteral" || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The name that an identifier or a member has: `t` of `vscode.l10n.t`; undefined for anything else. */
export function nameOf(node: Node | null | undefined): string | undefined {
  if (node?.type === "Identifier" || node?.type === "PrivateIdentifier") return node.name;
  if (node?.type === "MemberExpression" && !node.computed) return nameOf(node.property);
  return literalText(node ?? undefined);
}

/** True for `l10n.t` and `vscode.l10n.t`, and in the webview for its own `t`. */
export function isTranslate(node: Node, path: string): boolean {
  if (node.type === "MemberExpression")
    return nameOf(node) === "t" && nameOf(node.object) === "l10n";
  return node.type === "Identifier" && node.name === "t" && path.startsWith("webview/");
}

/** Where a node is, as editors understand it: `webview/text.ts:12`. */
export function placeOf({ path, text }: SourceFile, offset: number): string {
  return `${path}:${text.slice(0, offset).split("\n").length}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
