import { Turns } from "../../src/core/async/turns.ts";
import type { ChatStore, StoredChat } from "../../src/core/chat/chatStore.ts";

/** Lets the schedule decide when something goes on; never resolves for a window that was killed meanwhile. */
export type Wait = (label: string) => Promise<void>;

/** The files of all windows. */
export class SimulatedDisk {
  readonly #files = new Map<string, string>();
  readonly #watchers = new Map<string, Set<() => void>>();
  /** Ids of all questions that were ever written down. */
  readonly landed = new Set<string>();
  readonly problems: string[] = [];
  readonly #removed = new Set<string>();
  isFull = false;
  onWrite: (s: string) => void = () => undefined;
  /** Writes that found no room. */
  failures = 0;

  /** What is written down of a chat. */
  peek(key: string): StoredChat {
    const content = this.#files.get(key);
    return content === undefined
      ? { questions: [], revision: 0 }
      : (JSON.parse(content) as StoredChat);
  }

  /** Deletes a file for good: who writes to it after that has not been told, or does not care. */
  remove(key: string): void {
    this.#files.delete(key);
    this.#removed.add(key);
  }

  /** The store of one window for one chat. */
  store(key: string, wait: Wait): ChatStore {
    const turns = new Turns<string>();
    return {
      read: async () => {
        await wait("read");
        return this.peek(key);
      },
      update: async (change) =>
        turns.run(key, async () => {
          await wait("write");
          if (this.isFull) {
            this.failures += 1;
            throw new Error("disk full");
          }
          const before = this.peek(key);
          const changed = { ...before, ...change(before) };
          const after = { ...changed, revision: before.revision + 1 } as StoredChat;
          if (this.#removed.has(key)) this.problems.push("something was written after the removal");
          for (const { id } of after.questions) this.landed.add(id);
          this.onWrite(
            JSON.stringify(after.questions.map((q) => q.id + " " + q.state + " " + q.window)),
          );
          this.#files.set(key, JSON.stringify(after));
          for (const watcher of this.#watchers.get(key) ?? []) watcher();
          // Written, and not known to be: a window may end here.
          await wait("written");
          return after;
        }),
      watch: (listener) => {
        const watchers = this.#watchers.get(key) ?? new Set();
        this.#watchers.set(key, watchers);
        const tell = (): void => void wait("watch").then(() => watchers.has(tell) && listener());
        watchers.add(tell);
        return () => void watchers.delete(tell);
      },
    };
  }
}
