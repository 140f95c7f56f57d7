/** Runs the actions of one key one after another, in the order of the calls. Other keys do not wait for them. */
export class Turns<K> {
  readonly #last = new Map<K, Promise<void>>();

  /** Runs the action when all earlier ones of its key have settled. One that fails does not stop the next. */
  async run<T>(key: K, action: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(action);
    const settled: Promise<void> = turn.then(
      () => this.#forget(key, settled),
      () => this.#forget(key, settled),
    );
    this.#last.set(key, settled);
    return await turn;
  }

  /** True while something that was asked for has not settled, for one key. */
  isBusy(key: K): boolean {
    return this.#last.has(key);
  }

  /** Resolves when everything that was asked for by now has settled, for one key. */
  async settled(key: K): Promise<void> {
    await this.#last.get(key);
  }

  /** Resolves when everything that was asked for by now has settled, for all keys. */
  async allSettled(): Promise<void> {
    await Promise.all(this.#last.values());
  }

  #forget(key: K, settled: Promise<void>): void {
    if (this.#last.get(key) === settled) this.#last.delete(key);
  }
}
