import * as vscode from "vscode";
import type { Source } from "../../core/model.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import { sourceMarkdown } from "../panel/sourceMarkdown.ts";
import { plainMarkdown } from "../text/plainMarkdown.ts";
import type { CitedSource } from "./answerStream.ts";
import { inOneLine } from "./quoted.ts";

/** What showSources works with. */
export interface ShowSourcesDeps {
  readonly documents: Pick<ReadonlyDocuments, "add">;
}

type Stream = Pick<vscode.ChatResponseStream, "anchor" | "markdown" | "reference">;

/**
 * Lists the sources that an answer cites below it, each with its mark, and as its references, which VS Code folds
 * away. A passage opens as a document, a web address in the browser.
 */
export async function showSources(
  deps: ShowSourcesDeps,
  stream: Stream,
  cited: readonly CitedSource[],
): Promise<void> {
  if (cited.length === 0) return;
  stream.markdown(`\n\n**${vscode.l10n.t("Sources")}**\n`);
  for (const one of cited) await showSource(deps, stream, one);
  stream.markdown("\n\n");
}

async function showSource(
  { documents }: ShowSourcesDeps,
  stream: Stream,
  { source, mark }: CitedSource,
): Promise<void> {
  const { passage = "", title, url = "", page } = source;
  const passageUri =
    passage.trim() === ""
      ? undefined
      : await documents.add(title, sourceMarkdown(source, passage), "markdown");
  const address = /^https?:\/\//i.test(url) ? vscode.Uri.parse(url) : undefined;
  if (passageUri) stream.reference(passageUri);
  if (address) stream.reference(address);
  const shownTitle = plainMarkdown(inOneLine(title));
  const target = passageUri ?? address;
  stream.markdown(`\n- ${mark === undefined ? "" : `${plainMarkdown(mark)} `}`);
  if (target) stream.anchor(target, shownTitle);
  else stream.markdown(shownTitle);
  if (page !== undefined) stream.markdown(`, ${vscode.l10n.t("page {0}", page)}`);
  if (passageUri && address) {
    stream.markdown(", ");
    stream.anchor(address, plainMarkdown(address.authority));
  }
}

/** The sources as Markdown, one after another with what is known of them. */
export function writeSources(sources: readonly Source[]): string {
  return sources
    .map((source) => sourceMarkdown(source, source.passage ?? ""))
    .join("\n")
    .replaceAll(/^# /gm, "### ");
}
