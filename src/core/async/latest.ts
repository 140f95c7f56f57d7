/** Only the latest run counts: a new one aborts the one before, and nobody gets the result of that any more. */
export class Latest {
  #current: AbortController | undefined;

  /**
   * Aborts what runs and runs this.
   * @returns the result; undefined when it was overtaken, even where it has thrown then
   */
  async run<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.abort();
    const current = new AbortController();
    this.#current = current;
    try {
      const result = await action(current.signal);
      return current.signal.aborted ? undefined : result;
    } catch (error) {
      if (current.signal.aborted) return undefined;
      throw error;
    } finally {
      if (this.#current === current) this.#current = undefined;
    }
  }

  /** Aborts what runs, if anything does. */
  abort(): void {
    this.#current?.abort();
    this.#current = undefined;
  }
}
