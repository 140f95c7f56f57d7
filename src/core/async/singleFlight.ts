/** One action at a time for each key: whoever asks while it runs gets the result of the one that runs. */
export class SingleFlight<K, V> {
  readonly #running = new Map<K, Promise<V>>();

  /** Runs the action unless one runs for this key. What has settled is forgotten: the next call runs anew. */
  async run(key: K, action: () => Promise<V>): Promise<V> {
    const running = this.#running.get(key);
    if (running) return await running;
    // What throws before it gives a promise must be forgotten too.
    const started = (async () => action())();
    this.#running.set(key, started);
    const forget = (): void => void this.#running.delete(key);
    started.then(forget, forget);
    return await started;
  }
}
