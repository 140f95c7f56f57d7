import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { ChatStore, StoredChat } from "../../core/chat/chatStore.ts";
import type { Log } from "../../core/log.ts";
import { fileMark } from "../adapters/fileMark.ts";
import type { SessionFile } from "./sessionFileSchema.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { SessionRef } from "../refs/sessionRef.ts";

/** A chat in its session's file. */
export class ChatFile implements ChatStore {
  readonly #files: SessionFiles;
  readonly #ref: SessionRef;
  readonly #log: Log;
  /** Tells the file as this window has written it last from what others write. */
  #own = "";

  constructor(files: SessionFiles, ref: SessionRef, log: Log) {
    this.#files = files;
    this.#ref = ref;
    this.#log = log;
  }

  async read(): Promise<StoredChat> {
    // A file that is gone says that there is nothing, by now; what is written meanwhile is newer.
    const revision = Math.max(this.#files.latestRevision(this.#ref), Date.now());
    const file = await this.#files.read(this.#ref);
    return file ? toStored(file) : { questions: [], revision };
  }

  update: ChatStore["update"] = async (change) => {
    const file = await this.#files.update(this.#ref, (before) => change(toStored(before)));
    this.#own = await fileMark(this.#files.path(this.#ref));
    return toStored(file);
  };

  watch(listener: () => void): () => void {
    const end = new AbortController();
    this.#watch(listener, end.signal).catch((error: unknown) => {
      // Without it, another window's changes are seen when the chat is opened again.
      this.#log.warn(`a session file cannot be watched: ${String(error)}`);
    });
    return () => end.abort();
  }

  async #watch(listener: () => void, signal: AbortSignal): Promise<void> {
    const path = this.#files.path(this.#ref);
    await mkdir(dirname(path), { recursive: true });
    if (signal.aborted) return;
    const watcher = watch(dirname(path), { persistent: false, signal }, (_event, name) => {
      if (name !== null && name !== basename(path)) return;
      void fileMark(path).then((mark) => {
        if (mark !== this.#own && !signal.aborted) listener();
      });
    });
    watcher.on("error", (error) => this.#log.warn(`watching a session file: ${error.message}`));
  }
}

function toStored({ serviceId, draft, questions, revision }: SessionFile): StoredChat {
  return {
    questions,
    revision,
    ...(serviceId !== undefined && { serviceId }),
    ...(draft && { draft }),
  };
}
