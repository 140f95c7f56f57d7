/** Something that is made at its first use and kept from then on. A failure is not kept: the next use tries again. */
export class Lazy<V> {
  readonly #make: () => Promise<V>;
  #made: Promise<V> | undefined;

  constructor(make: () => Promise<V>) {
    this.#make = make;
  }

  /** What was made; makes it where that has not begun. Rejects with what making it has thrown. */
  async get(): Promise<V> {
    if (this.#made) return await this.#made;
    const made = (async () => this.#make())();
    this.#made = made;
    made.catch(() => {
      if (this.#made === made) this.#made = undefined;
    });
    return await made;
  }

  /**
   * Does something with it as soon as it is made. Where nobody has wanted it yet, nothing happens; and where making it
   * fails, which those were told.
   */
  ifMade(action: (made: V) => void): void {
    this.#made?.then(action, () => undefined);
  }
}
