import { Chat, type ChatOptions } from "../../src/core/chat/chat.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { Message } from "../../src/core/model.ts";
import type { SessionAddress } from "../../src/core/provider.ts";
import { inTurns } from "./inTurns.ts";
import { MemoryChatStore } from "./memoryChatStore.ts";
import { MemoryLog } from "./fakes.ts";

/** A chat for a test, and what it has to wait for. */
export interface OpenedChat {
  readonly chat: Chat;
  readonly store: MemoryChatStore;
  readonly log: MemoryLog;
  /** Resolves when nothing goes on any more, and rejects where that takes more than a few turns of the event loop. */
  readonly idle: () => Promise<void>;
  /** Resolves when nothing goes on any more, however long sockets take. */
  readonly idleAtLast: () => Promise<void>;
  /** The service's id of the session, once it has made one. */
  readonly sessionId: () => string | undefined;
}

let windows = 0;

/** Opens a chat in a window of its own. @param address of the session; without it the first question makes one */
export async function openChat(
  options: Pick<ChatOptions, "connect"> &
    Partial<ChatOptions> & { readonly address?: SessionAddress; readonly store?: MemoryChatStore },
): Promise<OpenedChat> {
  const { address, store = new MemoryChatStore(), ...more } = options;
  const log = new MemoryLog();
  let questions = 0;
  let waiting: (() => void)[] = [];
  windows += 1;
  const window = `window ${windows}`;
  const chat = await Chat.open({
    store,
    clock: systemClock,
    log,
    newId: () => `${window}, question ${(questions += 1)}`,
    window,
    chatbotId: address?.chatbotId ?? "bot",
    serviceId: address?.sessionId,
    onSessionCreated: () => undefined,
    onIdle: () => {
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    },
    ...more,
  });
  const idleAtLast = async (): Promise<void> => {
    if (chat.isBusy) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const idle = async (): Promise<void> =>
    inTurns(idleAtLast(), "the chat does not come to rest, or does not say so");
  return { chat, store, log, idle, idleAtLast, sessionId: () => chat.serviceId };
}

/** What a transcript shows, a line for each message. */
export function textsOf(messages: readonly Message[]): readonly string[] {
  return messages.map(
    ({ role, text, state }) => `${role}: ${text}${state ? ` [${state.kind}]` : ""}`,
  );
}
