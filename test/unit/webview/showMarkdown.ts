import type { Source } from "../../../src/core/model.ts";
import { MarkdownView } from "../../../webview/markdown/markdownView.ts";

/** The nodes of a text that is shown as a whole. */
export function showWhole(text: string, sources: readonly Source[] = []): HTMLElement {
  const root = document.createElement("div");
  new MarkdownView(root).set(text, sources);
  return root;
}

/** The nodes of a text that came in pieces and was ended, and how much was read for it, in UTF-16 units. */
export function showPieces(
  pieces: readonly string[],
  sources: readonly Source[] = [],
): { readonly root: HTMLElement; readonly work: number } {
  const root = document.createElement("div");
  const view = new MarkdownView(root);
  for (const piece of pieces) view.append(piece, sources);
  view.finish(sources, pieces.join(""));
  return { root, work: view.work };
}

/** Cuts a text into pieces of up to so many UTF-16 units. */
export function cut(text: string, longest: number, random: () => number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + 1 + Math.floor(random() * longest);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}
