/** Work that has begun and not ended, for whoever has to wait until all of it has. */
export class Pending {
  readonly #work = new Set<Promise<unknown>>();

  get isEmpty(): boolean {
    return this.#work.size === 0;
  }

  /** Counts work until it settles; gives what it gives. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    try {
      return await work;
    } finally {
      this.#work.delete(work);
    }
  }

  /** Resolves when nothing is left, what begins meanwhile included. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
