import { plainText } from "../markdown/plainText.ts";

/** Sentences that have come within this time are announced together, in milliseconds. */
const gatherTime = 1000;
/** Announcements that stay in the page; a screen reader has taken the ones before. */
const maxKept = 4;

/** As much as a voice says in a minute, in UTF-16 units; of an answer that comes faster, the beginning. */
const maxSaidLength = 1000;

/** The end of a sentence or of a block; looks no further than a line, as an answer may be lines and nothing else. */
const sentenceEnd = /[.!?:](?=\s)|[。！？]|\n(?=[^\S\n]*\n)/g;

/** Tells a screen reader what happens: an answer sentence by sentence, not letter by letter. */
export class Announcer {
  readonly #region = document.createElement("div");
  #pending = "";
  #timer: number | undefined;

  constructor() {
    this.#region.className = "visually-hidden";
    this.#region.setAttribute("aria-live", "polite");
    document.body.append(this.#region);
  }

  /** Says a sentence after those before. */
  say(sentence: string): void {
    const words = sentence.trim();
    if (words === "") return;
    const line = document.createElement("p");
    line.textContent = words;
    this.#region.append(line);
    while (this.#region.childElementCount > maxKept) this.#region.firstElementChild?.remove();
  }

  /** Says that an answer begins; what is left of one whose end was not told is forgotten. */
  begin(sentence: string): void {
    this.#forget();
    this.say(sentence);
  }

  /** Takes more text of an answer; says it when a sentence is complete. */
  read(text: string): void {
    this.#pending += text;
    this.#timer ??= window.setTimeout(() => {
      this.#timer = undefined;
      this.#sayComplete();
    }, gatherTime);
  }

  /** Says what is left of an answer, and how it ended. */
  end(sentence: string): void {
    this.say(plainText(this.#pending.slice(0, maxSaidLength)));
    this.#forget();
    this.say(sentence);
  }

  #forget(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = "";
  }

  #sayComplete(): void {
    const ends = [...this.#pending.matchAll(sentenceEnd)];
    const last = ends.at(-1);
    if (!last) return;
    const end = last.index + last[0].length;
    this.say(plainText(this.#pending.slice(0, Math.min(end, maxSaidLength))));
    this.#pending = this.#pending.slice(end);
  }
}
