import type { Node, TemplateLiteral } from "oxc-parser";
import { findTextProperties } from "./data.ts";
import { isTranslate, nameOf, parse, placeOf, walk, type SourceFile } from "./syntax.ts";

/**
 * The rule of this file: a string is a hard-coded text when it is not inside `l10n.t` or `t`, is not listed in `data.ts`,
 * and
 *
 * 1. reads like a sentence wherever it stands: two words of which the first has a capital letter, or three words; or
 * 2. holds any word and stands where people look: a property or a variable of `shownProperties`, an argument of
 *    `show…Message` and the like, the text of an HTML template or one of `shownAttributes` in it, or `webview/text.ts`.
 *
 * Free are: names that are not translated (`names`), what is logged, and the technical details of errors, which are
 * written to the log; people read about a failure in the words of `src/host/text/errorText.ts`.
 */
const shownProperties = new Set([
  "ariaLabel",
  "description",
  "detail",
  "innerText",
  "label",
  "placeHolder",
  "placeholder",
  "prompt",
  "sentence",
  "textContent",
  "title",
  "tooltip",
  "validationMessage",
]);
const shownAttributes =
  /\b(aria-label|aria-description|title|placeholder|alt|label)=("[^"]*"|[^\s>]*)/g;
const names = new Set(["AI Chatbot Hub", "Claude Code", "JSON", "Markdown", "Parley"]);
/**
 * Files that write nothing but the details of errors, and the comparison with a service's documentation, which is read by
 * those who build Parley; and what a server says to programs that it does not let in.
 */
const technicalFiles: readonly RegExp[] = [
  /^src\/host\/adapters\/transportErrors\.ts$/,
  /^src\/core\/conformance\//,
  /^src\/host\/ai\/mcp\/(?:admission|mcpServer)\.ts$/,
  /^src\/providers\/.*\/documentation\.ts$/,
];

/** The hard-coded texts of a file, each as `path:line: text`. */
export function findHardCoded(source: SourceFile): readonly string[] {
  if (technicalFiles.some((file) => file.test(source.path))) return [];
  const holdsOnlyTexts = source.path === "webview/text.ts";
  const found = new Set<string>();
  const report = ({ start }: Node, text: string): void => {
    const words = text.replaceAll(/\s+/g, " ").trim();
    if (!names.has(words)) found.add(`${placeOf(source, start)}: ${words}`);
  };
  const tree = parse(source);
  const translated = findTextProperties(tree, source.path);
  walk(tree, (node) => {
    if (translated.has(node) || isFree(node, source.path)) return false;
    if (
      node.type === "TaggedTemplateExpression" &&
      ["html", "svg"].includes(nameOf(node.tag) ?? "")
    ) {
      for (const text of htmlTexts(node.quasi)) report(node.quasi, text);
    }
    for (const shown of shownIn(node)) {
      for (const part of partsOf(shown)) if (holdsWord(textOf(part))) report(part, textOf(part));
    }
    if (isText(node)) {
      const text = textOf(node);
      if (text.trimStart().startsWith("<")) {
        for (const inner of htmlTexts(node)) report(node, inner);
      } else if (isSentence(text) || (holdsOnlyTexts && holdsWord(text))) report(node, text);
    }
    return true;
  });
  return [...found];
}

type Text = Node & { type: "Literal" | "TemplateLiteral" };

/** Stands in a text for each expression. */
const hole = "\u{FFFC}";

function isText(node: Node): node is Text {
  return (
    (node.type === "Literal" && typeof node.value === "string") || node.type === "TemplateLiteral"
  );
}

function textOf(node: Text): string {
  return node.type === "Literal" ? String(node.value) : joined(node);
}

function joined({ quasis }: TemplateLiteral): string {
  return quasis.map(({ value }) => value.cooked ?? value.raw).join(hole);
}

/** What is not looked into: translated texts, logs, errors, types, and where modules come from. */
function isFree(node: Node, path: string): boolean {
  switch (node.type) {
    case "CallExpression":
      return (
        isTranslate(node.callee, path) ||
        (node.callee.type === "MemberExpression" &&
          ["console", "log"].includes(nameOf(node.callee.object) ?? ""))
      );
    case "NewExpression":
      return nameOf(node.callee)?.endsWith("Error") === true;
    case "ImportDeclaration":
    case "ImportExpression":
    case "TSLiteralType":
    case "TSTemplateLiteralType":
      return true;
    default:
      return false;
  }
}

/** The expressions below a node that people see. */
function shownIn(node: Node): readonly Node[] {
  switch (node.type) {
    case "Property":
    case "PropertyDefinition":
      return node.value && shownProperties.has(nameOf(node.key) ?? "") ? [node.value] : [];
    case "NewExpression":
      return ["MarkdownString", "TreeItem"].includes(nameOf(node.callee) ?? "")
        ? node.arguments
        : [];
    case "VariableDeclarator":
      return node.init && shownProperties.has(nameOf(node.id) ?? "") ? [node.init] : [];
    case "AssignmentExpression":
      return shownProperties.has(nameOf(node.left) ?? "") ? [node.right] : [];
    case "CallExpression": {
      const name = nameOf(node.callee) ?? "";
      if (/^(?:show\w*(?:Message|QuickPick)|setStatusBarMessage)$/.test(name))
        return node.arguments;
      const [first, second] = node.arguments;
      const isAttribute =
        name === "setAttribute" && shownProperties.has(camel(nameOf(first) ?? ""));
      return isAttribute && second ? [second] : [];
    }
    default:
      return [];
  }
}

function camel(attribute: string): string {
  return attribute.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

/** The texts that an expression may give, without those of the calls and conditions in it. */
function partsOf(node: Node): readonly Text[] {
  if (isText(node)) {
    const inner = node.type === "TemplateLiteral" ? node.expressions.flatMap(partsOf) : [];
    return [node, ...inner];
  }
  switch (node.type) {
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap(partsOf);
    case "LogicalExpression":
      return [node.left, node.right].flatMap(partsOf);
    case "BinaryExpression":
      return node.operator === "+" ? [node.left, node.right].flatMap(partsOf) : [];
    case "ArrayExpression":
      return node.elements.flatMap((element) => (element ? partsOf(element) : []));
    case "CallExpression":
      // [title, "since today"].join(", ")
      return node.callee.type === "MemberExpression" ? partsOf(node.callee.object) : [];
    default:
      return [];
  }
}

/** The texts and the shown attributes of an HTML template that hold a word outside of its expressions. */
function htmlTexts(node: Text | TemplateLiteral): readonly string[] {
  const markup = (node.type === "Literal" ? String(node.value) : joined(node)).replaceAll(
    /<!--.*?-->|<(script|style)\b.*?<\/\1>/gs,
    "",
  );
  const attributes = [...markup.matchAll(shownAttributes)].map(([, , value = ""]) => value);
  const texts = markup.split(/<[^>]*>?/);
  return [...attributes, ...texts].filter(holdsWord).map((text) => text.replaceAll('"', ""));
}

/** Two letters in a row; an icon such as `$(add)` and an entity are no words. */
function holdsWord(text: string): boolean {
  return /\p{L}{2}/u.test(text.replaceAll(/\$\([\w~-]+\)|&#?\w+;/g, ""));
}

/** Two words of which the first begins with a capital letter, or three of any kind. */
function isSentence(text: string): boolean {
  return (
    /^[^\p{L}<]*\p{Lu}\p{L}+[,:]?\s+\p{L}{2}/u.test(text) ||
    /^[^\p{L}<]*(?:\p{L}{2,}[,:]?\s+){2}\p{L}{2}/u.test(text)
  );
}
