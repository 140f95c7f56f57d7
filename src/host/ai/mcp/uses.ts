/** Counts what uses something, and tells when the last use has ended. */
export class Uses {
  readonly #onUnused: () => void;
  #count = 0;

  /** @param onUnused called when the last use has ended, and again after each later one */
  constructor(onUnused: () => void) {
    this.#onUnused = onUnused;
  }

  /** Begins a use; the returned function ends it, once. */
  begin(): () => void {
    this.#count += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#count -= 1;
      if (this.#count === 0) this.#onUnused();
    };
  }
}
