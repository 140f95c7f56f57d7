import { harmless } from "../panel/sourceMarkdown.ts";

/** Where a picture, HTML, a link or the mark of a source may begin of which the rest has not arrived. */
const unfinished = /(?:!?\[[^\]\n]{0,80}|!|<|\](?:\(\s*[a-z]{0,6})?)$/i;

/** Gives an answer piece by piece as it grows, with what would load or open something made text. */
export class HarmlessStream {
  #given = "";

  /** The next piece. @param text all that has arrived; @param isEnd true when nothing follows */
  next(text: string, isEnd: boolean): string {
    const arrived = isEnd ? text : text.replace(unfinished, "");
    // What the service has stored in the end may be another text than it has streamed.
    if (!arrived.startsWith(this.#given)) {
      const isSame = words(text) === words(this.#given);
      if (!isEnd || isSame) return "";
      this.#given = text;
      return `\n\n---\n\n${harmless(text)}`;
    }
    const piece = arrived.slice(this.#given.length);
    this.#given = arrived;
    return harmless(piece);
  }
}

function words(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
