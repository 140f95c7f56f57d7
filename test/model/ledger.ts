import type { SimulatedDisk } from "./simulatedDisk.ts";

interface Asked {
  readonly window: string;
  readonly id: string;
  readonly text: string;
}

/** What the user has done, to hold against what is there in the end. */
export class Ledger {
  readonly #asked: Asked[] = [];
  readonly #more = new Map<string, number>();
  readonly #less = new Map<string, number>();
  #typed = 0;
  /** True when there may be no room on the disk at times. */
  readonly mayFill: boolean;
  /** False once a window has ended that could not write something down. */
  isComplete = true;

  constructor(mayFill: boolean) {
    this.mayFill = mayFill;
  }

  /** A question was sent. */
  ask(window: string, id: string, text: string): void {
    this.#asked.push({ window, id, text });
  }

  /** A question was asked once more. */
  askMore(text: string): void {
    add(this.#more, text);
  }

  /** A question was taken out, or may have been. */
  lose(text: string): void {
    add(this.#less, text);
  }

  /** A window has ended; what it had not written down by then is gone with it. */
  killed(window: string, { landed, failures }: SimulatedDisk): void {
    if (failures > 0) this.isComplete = false;
    for (const { id, text } of this.#asked.filter((one) => one.window === window)) {
      if (!landed.has(id)) add(this.#less, text);
    }
  }

  /** Something that was not typed before. */
  type(): string {
    this.#typed += 1;
    return `typed ${this.#typed}`;
  }

  /** A question with these words was asked at most so often. */
  most(text: string): number {
    return this.#count(text) + (this.#more.get(text) ?? 0);
  }

  /** It is there at least so often. */
  least(text: string): number {
    return this.#count(text) - (this.#less.get(text) ?? 0);
  }

  #count(text: string): number {
    return this.#asked.filter((one) => one.text === text).length;
  }
}

function add(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}
