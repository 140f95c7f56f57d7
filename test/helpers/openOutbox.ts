import type { ChatStore } from "../../src/core/chat/chatStore.ts";
import type { Draft } from "../../src/core/chat/draft.ts";
import { Outbox } from "../../src/core/chat/outbox.ts";
import { newQuestion, type Question } from "../../src/core/chat/questions.ts";
import { type ManualClock, MemoryLog } from "./fakes.ts";
import type { MemoryChatStore } from "./memoryChatStore.ts";

/** For how long the window of `live` promises that it goes on, in milliseconds. */
export const promised = 6000;

/** Opens a chat's outbox in a window, and counts what it tells. */
export async function openOutbox(
  window: string,
  { disk, clock, ...store }: { disk: MemoryChatStore; clock: ManualClock } & Partial<ChatStore>,
) {
  const told = { others: 0, written: 0, drafts: [] as (string | undefined)[] };
  const log = new MemoryLog();
  const outbox = new Outbox({
    store: {
      read: async () => disk.read(),
      update: disk.update,
      watch: () => () => undefined,
      ...store,
    },
    clock,
    log,
    window,
    onOthers: () => (told.others += 1),
    onDraft: (draft) => told.drafts.push(draft?.text),
    onWritten: () => (told.written += 1),
  });
  const draft = await outbox.open();
  return { outbox, told, log, draft };
}

/** A question that waits in a window. */
export const question = (id: string, window: string, more: Partial<Question> = {}): Question => ({
  ...newQuestion({ id, text: `${id}?`, askedAt: 10, window }),
  ...more,
});

/** A question that a window is sending. */
export const live = (id: string, window: string): Question =>
  question(id, window, { state: "answering", isSent: true, known: [], vouchedUntil: promised });

/** A draft of a text. */
export const typed = (text: string): Draft => ({ text, attachments: [] });

/** The questions, a text for each. */
export const statesIn = (questions: readonly Question[]): readonly string[] =>
  questions.map(({ id, state, isHeld }) => `${id} ${state}${isHeld ? ", held" : ""}`);
