/**
 * The text of the answer that is arriving, piece by piece. The state holds the same text as one string; reading
 * that on every frame would copy the whole answer each time, so the view reads only what is new from here.
 */
export class LiveText {
  readonly #pieces: string[] = [];
  #length = 0;

  /** How many pieces have arrived. */
  get pieces(): number {
    return this.#pieces.length;
  }

  /** How long the text is, in UTF-16 units. */
  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** What was appended since the reader had seen `count` pieces. */
  since(count: number): string {
    return this.#pieces.slice(count).join("");
  }
}
