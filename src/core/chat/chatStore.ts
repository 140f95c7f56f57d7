import type { Question } from "./questions.ts";
import type { Draft } from "./draft.ts";

/** What is written down of a chat, besides what its service keeps. */
export interface StoredChat {
  /** Grows with each change, so that what is older can be told from what is newer. */
  readonly revision: number;
  /** The service's id of the session; absent until the service has made one. */
  readonly serviceId?: string;
  readonly draft?: Draft;
  /** Questions that the service is not seen to have with their answers, in the order in which they were asked. */
  readonly questions: readonly Question[];
}

/** Members of `StoredChat` to change; undefined forgets one. */
export type StoredChange = {
  readonly [K in Exclude<keyof StoredChat, "revision">]?: StoredChat[K] | undefined;
};

/** Where a chat is written down. Several windows may have the same chat open, each with a store of its own. */
export interface ChatStore {
  /** What is written down; storage that fails has nothing. */
  read(): Promise<StoredChat>;
  /**
   * Changes what is written down in one step: a crash leaves all of it or nothing, and no other window comes between.
   * Changes are made in the order of the calls.
   * Gives what is written down then. Rejects when that fails.
   */
  update(change: (before: StoredChat) => StoredChange): Promise<StoredChat>;
  /** Calls back when something may have been written down, by whomever; the result ends that. */
  watch(listener: () => void): () => void;
}
