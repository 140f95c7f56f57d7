/** Between two requests at least, in milliseconds: a snapshot that cannot be taken over is not asked for in a loop. */
const pause = 1000;

/** Asks for a snapshot after a frame was lost: it tells everything. */
export class SnapshotRequest {
  readonly #post: () => void;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param post asks the host */
  constructor(post: () => void) {
    this.#post = post;
  }

  /** To be called for each message that could not be taken over. */
  ask(): void {
    const left = this.#askedAt + pause - performance.now();
    if (left <= 0) this.#postNow();
    else this.#timer ??= setTimeout(() => this.#postNow(), left);
  }

  /** To be called for each snapshot that was taken over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #postNow(): void {
    this.end();
    this.#askedAt = performance.now();
    this.#post();
  }
}
