import { replyKey } from "../../core/chat/questions.ts";
import type { Chat } from "../../core/chat/chat.ts";
import type { Clock } from "../../core/clock.ts";
import { ChatError } from "../../core/errors.ts";
import type { Message } from "../../core/model.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { OpenChats } from "../sessions/openChats.ts";

/** What askInSession works with. */
export interface AskInSessionDeps {
  readonly chats: Pick<OpenChats, "hold" | "show">;
  readonly clock: Clock;
}

/** How a question is asked. */
export interface AskInSessionOptions {
  /** Ends the answer. */
  readonly signal: AbortSignal;
  /** Called with the answer as far as it has come. */
  readonly onProgress?: (reply: Message) => void;
}

/** Some services tell the sources of an answer only behind it. So long they are waited for, in milliseconds. */
const recordPatience = 8000;

/**
 * Asks in a session, which need not be shown anywhere, and gives the answer with its sources once it has ended, well
 * or badly: see its `state`. Throws `ChatError`: `cancelled` when the signal aborts or the session is closed while the
 * question waits, `config` when the account is gone.
 */
export async function askInSession(
  { chats, clock }: AskInSessionDeps,
  ref: SessionRef,
  question: string,
  how: AskInSessionOptions,
): Promise<Message> {
  const held = await chats.hold(ref);
  // Whoever asks here reads the answer.
  const endReading = chats.show(ref);
  try {
    throwIfAborted(how.signal);
    // What the user has typed there stays.
    const id = held.chat.ask(question, held.chat.draft.value);
    if (id === undefined) throw new ChatError("cancelled", "the session is being closed");
    return await ended(held.chat, id, clock, how);
  } finally {
    endReading();
    held.release();
  }
}

async function ended(
  chat: Chat,
  id: string,
  clock: Clock,
  { signal, onProgress }: AskInSessionOptions,
): Promise<Message> {
  const key = replyKey({ id });
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  let cancelWait: (() => void) | undefined;
  const look = (): void => {
    const { messages, reply, queue } = chat.state;
    if (reply?.key === key) onProgress?.(reply);
    const answer = messages.find((one) => one.key === key);
    if (answer) {
      const isWhole = answer.state === undefined || answer.state.kind === "cut-off";
      if (!isWhole || !answer.isLocal) resolve(answer);
      else cancelWait ??= clock.after(recordPatience, () => resolve(answer));
    } else if (reply?.key !== key && !queue.questions.some((one) => one.id === id)) {
      // Taken out of the queue, or deleted as it was there.
      reject(new ChatError("cancelled", "the question was taken out"));
    }
  };
  const stop = (): void => {
    if (chat.state.reply?.key === key) chat.stop();
    else chat.unqueue(id);
    reject(new ChatError("cancelled", "aborted"));
  };
  /** What is being answered is interrupted, and told as that. */
  const leave = (): void => {
    if (chat.state.queue.questions.some((one) => one.id === id))
      reject(new ChatError("cancelled", "the session is closed"));
  };
  // A question that goes back to the queue is nowhere for a moment.
  const unsubscribe = chat.subscribe(({ type }) => {
    if (type !== "question-withdrawn") look();
  });
  signal.addEventListener("abort", stop, { once: true });
  chat.life.addEventListener("abort", leave, { once: true });
  try {
    look();
    return await promise;
  } finally {
    unsubscribe();
    cancelWait?.();
    signal.removeEventListener("abort", stop);
    chat.life.removeEventListener("abort", leave);
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ChatError("cancelled", "aborted");
}
