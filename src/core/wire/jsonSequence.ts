import { ChatError } from "../errors.ts";
import { redactStart } from "../redact.ts";
import { parseJson } from "./json.ts";

/** The longest value, in UTF-16 units. */
const maxValueLength = 8 * 1024 * 1024;
const between = new Set([" ", "\t", "\r", "\n", ",", "\uFEFF"]);

/**
 * Decodes JSON objects and arrays that stand back to back, however the text is cut. White space, commas and
 * byte-order marks between them are skipped; anything else there is an error, as is an end inside a value.
 */
export class JsonSequenceDecoder {
  readonly #maxLength: number;
  #pieces: string[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** @param maxLength of one value, in UTF-16 units */
  constructor(maxLength = maxValueLength) {
    this.#maxLength = maxLength;
  }

  /** The values that are complete after this piece of text. Throws `bad-reply`, and `too-large` for an endless one. */
  *push(text: string): Generator<unknown> {
    let start = 0;
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index] ?? "";
      if (this.#depth === 0) {
        if (character === "{" || character === "[") {
          start = index;
          this.#depth = 1;
        } else if (!between.has(character)) {
          throw new ChatError(
            "bad-reply",
            `unexpected "${redactStart(text.slice(index), 20)}" between JSON objects`,
          );
        }
      } else if (this.#closes(character)) {
        this.#keep(text.slice(start, index + 1));
        yield this.#take();
      }
    }
    if (this.#depth > 0) this.#keep(text.slice(start));
  }

  /** Says that nothing more comes. Throws `bad-reply` when the last value is not complete. */
  end(): void {
    if (this.#depth > 0) throw new ChatError("bad-reply", "the answer ended inside a JSON object");
  }

  /** Follows the structure by one character; true when it closes the outermost bracket. */
  #closes(character: string): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === "\\") this.#escaped = true;
      else if (character === '"') this.#inString = false;
      return false;
    }
    if (character === '"') this.#inString = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") this.#depth -= 1;
    return this.#depth === 0;
  }

  #keep(piece: string): void {
    this.#length += piece.length;
    if (this.#length > this.#maxLength)
      throw new ChatError("too-large", "one JSON object of the answer is too large");
    this.#pieces.push(piece);
  }

  #take(): unknown {
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    return parseJson(text, "a JSON object of the answer");
  }
}

/** Decodes JSON values that stand back to back. Throws `bad-reply`, after what was readable. */
export async function* decodeJsonSequence(texts: AsyncIterable<string>): AsyncGenerator<unknown> {
  const decoder = new JsonSequenceDecoder();
  for await (const text of texts) yield* decoder.push(text);
  decoder.end();
}
