import * as vscode from "vscode";
import type { Source } from "../../core/model.ts";
import { plainMarkdown } from "../text/plainMarkdown.ts";

/**
 * A source as Markdown: what is known of it, and its passage marked as a quote. Whatever would be loaded from
 * elsewhere or be HTML is a text there: a preview fetches pictures, and would tell their address that it was read.
 */
export function sourceMarkdown(source: Source, passage: string): string {
  const { title, url, page, similarity, notes } = source;
  const facts = [
    page === undefined ? undefined : vscode.l10n.t("Page: {0}", page),
    similarity === undefined
      ? undefined
      : vscode.l10n.t("Similarity: {0} %", Math.round(similarity * 100)),
    url === undefined || url === title ? undefined : url,
    notes,
  ].filter((fact) => fact !== undefined);
  const quote = harmless(passage.trim())
    .split(/\r\n|\n|\r/)
    .map((line) => `> ${line}`);
  return [
    `# ${asText(title)}`,
    "",
    ...facts.map((fact) => `- ${asText(fact)}`),
    "",
    ...quote,
    "",
  ].join("\n");
}

/**
 * The same to the eye, with a joiner of no width where a picture, HTML, a definition or a link that leads into the
 * editor would be.
 */
export function harmless(markdown: string): string {
  return markdown.replaceAll(
    /!(?=\[)|<(?=[a-z/!?])|\](?=:)|\](?=\((?!\s*(?:https?:|mailto:)))/gi,
    "$&\u2060",
  );
}

/** A text in one line without any marks of Markdown. */
function asText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  // An address is one only as it is written.
  if (/^https?:\/\/[^\s<>()[\]]+$/i.test(line)) return line;
  return plainMarkdown(line);
}
