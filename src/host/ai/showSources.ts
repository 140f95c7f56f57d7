import * as vscode from "vscode";
import type { Source } from "../../core/model.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import { sourceMarkdown } from "../panel/sourceMarkdown.ts";

/** What showSources works with. */
export interface ShowSourcesDeps {
  readonly documents: Pick<ReadonlyDocuments, "add">;
}

/** Lists the sources of an answer as its references: each passage as a document, each web address as a link. */
export async function showSources(
  { documents }: ShowSourcesDeps,
  stream: Pick<vscode.ChatResponseStream, "reference">,
  sources: readonly Source[],
): Promise<void> {
  for (const source of sources) {
    const { passage = "", title, url = "" } = source;
    if (passage.trim() !== "") {
      stream.reference(await documents.add(title, sourceMarkdown(source, passage), "markdown"));
    }
    if (/^https?:\/\//i.test(url)) stream.reference(vscode.Uri.parse(url));
  }
}

/** The sources as Markdown, one after another with what is known of them. */
export function writeSources(sources: readonly Source[]): string {
  return sources
    .map((source) => sourceMarkdown(source, source.passage ?? ""))
    .join("\n")
    .replaceAll(/^# /gm, "### ");
}
