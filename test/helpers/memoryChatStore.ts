import { Turns } from "../../src/core/async/turns.ts";
import type { ChatStore, StoredChat } from "../../src/core/chat/chatStore.ts";

/** What is written down of a chat, as a file keeps it: a text that every reader reads anew, in whichever window. */
export class MemoryChatStore implements ChatStore {
  readonly #turns = new Turns<"file">();
  readonly #watchers = new Set<() => void>();
  #content: string;

  constructor(stored: Partial<StoredChat> = {}) {
    this.#content = JSON.stringify({ revision: 0, questions: [], ...stored });
  }

  get stored(): StoredChat {
    return JSON.parse(this.#content) as StoredChat;
  }

  async read(): Promise<StoredChat> {
    return this.stored;
  }

  update: ChatStore["update"] = async (change) =>
    this.#turns.run("file", async () => {
      const before = this.stored;
      const after = { ...before, ...change(before), revision: before.revision + 1 };
      this.#content = JSON.stringify(after);
      for (const tell of this.#watchers) tell();
      return this.stored;
    });

  watch(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }
}
