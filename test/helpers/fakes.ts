import { Turns } from "../../src/core/async/turns.ts";
import type { Clock } from "../../src/core/clock.ts";
import type { Log } from "../../src/core/log.ts";
import type { Source } from "../../src/core/model.ts";
import type { SessionNotes } from "../../src/core/provider.ts";

/** A clock that never lets anybody wait: what is to happen later happens at once, and the time has passed. */
export class FakeClock implements Clock {
  time = Date.parse("2026-01-01T12:00:00Z");
  readonly waits: number[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, callback: () => void): () => void {
    this.waits.push(ms);
    let isCancelled = false;
    queueMicrotask(() => {
      if (isCancelled) return;
      this.time += ms;
      callback();
    });
    return () => {
      isCancelled = true;
    };
  }

  random(): number {
    return 0.5;
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #time = 0;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  now(): number {
    return this.#time;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#time + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  random(): number {
    return 0.5;
  }

  /** Lets time pass and calls back what is due by then. */
  advance(ms: number): void {
    this.#time += ms;
    const due = this.#timers.filter(({ at }) => at <= this.#time);
    this.#timers = this.#timers.filter(({ at }) => at > this.#time);
    for (const { callback } of due) callback();
  }
}

/** A log that can be searched. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  debug = (line: string): void => void this.lines.push(`debug ${line}`);
  info = (line: string): void => void this.lines.push(`info ${line}`);
  warn = (line: string): void => void this.lines.push(`warn ${line}`);
  error = (line: string): void => void this.lines.push(`error ${line}`);
}

/** Notes that end with the test. */
export class MemoryNotes implements SessionNotes {
  readonly #sources = new Map<string, readonly Source[]>();
  readonly #texts = new Map<string, string>();
  readonly #turns = new Turns<string>();

  readSources: SessionNotes["readSources"] = async ({ sessionId }) =>
    this.#sources.get(sessionId) ?? [];

  addSources: SessionNotes["addSources"] = async ({ sessionId }, sources) => {
    this.#sources.set(sessionId, [...(this.#sources.get(sessionId) ?? []), ...sources]);
  };

  readText: SessionNotes["readText"] = async (name) => this.#texts.get(name);

  writeText: SessionNotes["writeText"] = async (name, text) => void this.#texts.set(name, text);

  inTurn: SessionNotes["inTurn"] = async (name, action) => this.#turns.run(name, action);
}
