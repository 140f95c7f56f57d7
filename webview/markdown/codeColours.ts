import type { CodeText } from "./codeText.ts";
import type { Highlighter } from "./highlight.ts";

/** Behind so much code, in UTF-16 units, colours are not worth their nodes. */
const maxColouredLength = 30_000;
/** While something spans lines, such as a comment, up to so many are read again with each new one. */
const shortSpan = 20;
/** Longer ones only when they have grown by this factor; so the work stays in proportion to the code. */
const growth = 1.2;

/** Colours code, while it arrives line by line. It is shown as it is written until its language has loaded. */
export class CodeColours {
  readonly #text: CodeText;
  readonly #highlighter: Promise<Highlighter | undefined>;
  #loaded: Highlighter | undefined;
  #lines: readonly string[] = [];
  /** How many lines are complete. */
  #complete = 0;
  /** The first line that more code may give other colours, the length of those before it, and how far was read. */
  #start = 0;
  #length = 0;
  #read = 0;
  #isFinished = false;

  /** @param load gives what reads the language of the code; undefined for one that is not known */
  constructor(text: CodeText, load: () => Promise<Highlighter | undefined>) {
    this.#text = text;
    this.#highlighter = this.#load(load);
  }

  /** Colours the lines that are complete and were not before. @param complete how many are */
  follow(lines: readonly string[], complete: number): void {
    this.#lines = lines;
    this.#complete = complete;
    this.#colourNew();
  }

  /** Colours code that is all there; lines that look so already are left alone. */
  async finish(lines: readonly string[]): Promise<void> {
    this.#isFinished = true;
    const highlighter = await this.#highlighter;
    if (!highlighter) return;
    await nextTurn();
    let length = 0;
    const end = lines.findIndex((line) => {
      length += line.length + 1;
      return length > maxColouredLength;
    });
    const some = end === -1 ? lines : lines.slice(0, end);
    if (some.length > 0) this.#text.colour(0, highlighter(some).lines);
  }

  async #load(load: () => Promise<Highlighter | undefined>): Promise<Highlighter | undefined> {
    try {
      this.#loaded = await load();
      if (!this.#isFinished) this.#colourNew();
    } catch (error) {
      // Uncoloured code is still code: a chunk that does not load is no failure to show.
      console.warn("the highlighter did not load", error);
    }
    return this.#loaded;
  }

  #colourNew(): void {
    const count = this.#complete - this.#start;
    const before = this.#read - this.#start;
    if (!this.#loaded || count <= before) return;
    if (before > shortSpan && count < before * growth) return;
    const some = this.#lines.slice(this.#start, this.#complete);
    const length = some.reduce((sum, line) => sum + line.length + 1, this.#length);
    if (length > maxColouredLength) return;
    const { lines, isClosed } = this.#loaded(some);
    this.#text.colour(this.#start, lines);
    this.#read = this.#complete;
    if (!isClosed) return;
    this.#start = this.#complete;
    this.#length = length;
  }
}

let lastTurn = Promise.resolve();

/** One block at a time, so that many of them do not keep the page from answering. */
async function nextTurn(): Promise<void> {
  lastTurn = lastTurn.then(
    async () =>
      new Promise((resolve) => {
        setTimeout(resolve);
      }),
  );
  await lastTurn;
}
