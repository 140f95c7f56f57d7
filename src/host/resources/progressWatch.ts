import type { Clock } from "../../core/clock.ts";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Resource } from "../../core/resources.ts";
import { type ResourceListPlace, resourceListKey } from "../refs/resourceListPlace.ts";

const firstPause = 2_000;
const maxPause = 30_000;
const growth = 1.5;
/** Longer than that nothing is waited for: a state that Parley does not know may never end. */
const maxWatch = 60 * 60_000;

interface Watched {
  readonly place: ResourceListPlace;
  readonly since: number;
  pause: number;
  shown: string;
  cancel?: () => void;
}

/** What lists are watched with. */
export interface ProgressWatchOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Loads a list again; undefined when nobody wants it any more. */
  readonly update: (place: ResourceListPlace) => Promise<readonly Resource[] | undefined>;
}

/** Loads lists again while something in them is in progress and the user can see it, less and less often. */
export class ProgressWatch {
  readonly #options: ProgressWatchOptions;
  readonly #watched = new Map<string, Watched>();
  #isVisible = true;

  constructor(options: ProgressWatchOptions) {
    this.#options = options;
  }

  /** Follows a list until nothing in it is in progress. */
  watch(place: ResourceListPlace): void {
    const key = resourceListKey(place);
    this.#watched.get(key)?.cancel?.();
    const watched = {
      place,
      since: this.#options.clock.now(),
      pause: firstPause,
      shown: "",
    };
    this.#watched.set(key, watched);
    this.#schedule(watched);
  }

  /** Nothing is asked for while nobody can see it. */
  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    for (const watched of this.#watched.values()) {
      if (isVisible) this.#schedule({ ...watched, pause: 0 });
      else watched.cancel?.();
    }
  }

  dispose(): void {
    for (const { cancel } of this.#watched.values()) cancel?.();
    this.#watched.clear();
  }

  #schedule(watched: Watched): void {
    const key = resourceListKey(watched.place);
    this.#watched.set(key, watched);
    if (!this.#isVisible) return;
    watched.cancel = this.#options.clock.after(watched.pause, () => {
      this.#look(watched).catch((thrown: unknown) => {
        this.#options.log.warn(`watching ${watched.place.kindId}: ${toChatError(thrown).message}`);
        this.#goOn(watched, watched.shown);
      });
    });
  }

  async #look(watched: Watched): Promise<void> {
    const list = await this.#options.update(watched.place);
    const working = list?.filter(({ state }) => state === "working") ?? [];
    if (working.length === 0) this.#end(watched);
    else this.#goOn(watched, JSON.stringify(working));
  }

  /** What moves is looked at as often as at first. */
  #goOn(watched: Watched, shown: string): void {
    const { clock } = this.#options;
    if (!this.#isCurrent(watched)) return;
    if (clock.now() - watched.since > maxWatch) {
      this.#end(watched);
      return;
    }
    const hasMoved = shown !== watched.shown;
    const pause = hasMoved
      ? firstPause
      : Math.min(Math.max(watched.pause, firstPause) * growth, maxPause);
    this.#schedule({ ...watched, shown, pause });
  }

  #end(watched: Watched): void {
    if (this.#isCurrent(watched)) this.#watched.delete(resourceListKey(watched.place));
  }

  /** False when a list began to be watched anew during a look: what the look has found is then too old. */
  #isCurrent(watched: Watched): boolean {
    return this.#watched.get(resourceListKey(watched.place)) === watched;
  }
}
