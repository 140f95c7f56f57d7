import type { ErrorData, Message, MessageState, Opening, Reaction, Source } from "../model.ts";
import type { ChatEvent, ReplyEnd } from "../provider.ts";

/** Everything a panel shows of one session. Host and webview hold the same value, folded from the same events. */
export interface ChatState {
  readonly history: HistoryState;
  readonly title?: string;
  /** True when people, not the bot, answer. */
  readonly humanMode: boolean;
  readonly opening?: Opening;
  /** The template that a new session will be made from. */
  readonly recipeId?: string;
  /** Settled messages, oldest first. */
  readonly messages: readonly Message[];
  /** The answer that is being written. */
  readonly reply?: Message;
  /** Questions that wait until the answer before them has arrived, the next one first. */
  readonly queued: readonly string[];
}

/** Where the messages before the first question of this window are. */
export type HistoryState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly error: ErrorData };

/** A change of a conversation. Events about the answer apply to `ChatState.reply`. */
export type ChatChange =
  | ChatEvent
  | { readonly type: "history-loading" }
  | { readonly type: "history-loaded"; readonly messages: readonly Message[] }
  | { readonly type: "history-failed"; readonly error: ErrorData }
  | { readonly type: "opening-loaded"; readonly opening: Opening }
  | { readonly type: "recipe-chosen"; readonly recipeId: string | undefined }
  | { readonly type: "session-changed"; readonly title?: string; readonly humanMode?: boolean }
  | { readonly type: "question-asked"; readonly question: Message; readonly reply: Message }
  | { readonly type: "reply-stopped" }
  | { readonly type: "reply-failed"; readonly error: ErrorData }
  | { readonly type: "queue-changed"; readonly queued: readonly string[] }
  | { readonly type: "messages-removed"; readonly keys: readonly string[] }
  | { readonly type: "reaction-changed"; readonly key: string; readonly reaction: Reaction };

/** A conversation before anything was loaded. */
export const emptyChat: ChatState = {
  history: { kind: "loading" },
  humanMode: false,
  messages: [],
  queued: [],
};

/** The state after an event. Pure. */
export function reduce(state: ChatState, event: ChatChange): ChatState {
  switch (event.type) {
    case "history-loading":
      return { ...state, history: { kind: "loading" } };
    case "history-loaded":
      return { ...state, history: { kind: "ready" }, messages: event.messages };
    case "history-failed":
      return { ...state, history: { kind: "failed", error: event.error } };
    case "opening-loaded":
      return { ...state, opening: event.opening };
    case "recipe-chosen": {
      const { recipeId: _before, ...rest } = state;
      return event.recipeId === undefined ? rest : { ...rest, recipeId: event.recipeId };
    }
    case "session-changed":
      return {
        ...state,
        ...(event.title !== undefined && { title: event.title }),
        humanMode: event.humanMode ?? state.humanMode,
      };
    case "question-asked":
      return { ...state, messages: [...state.messages, event.question], reply: event.reply };
    case "retry-scheduled":
      return withReply(state, {
        state: { kind: "retrying", attempt: event.attempt, at: event.at, error: event.error },
      });
    case "reply-start":
      return withReply(state, { state: { kind: "streaming" } });
    case "text-delta":
      return withReply(state, { text: (state.reply?.text ?? "") + event.text });
    case "source-found":
      return withReply(state, { sources: addSource(state.reply?.sources ?? [], event.source) });
    case "prompts-offered":
      return withReply(state, { prompts: [...(state.reply?.prompts ?? []), ...event.prompts] });
    case "reply-end":
      return settle(state, endOfReply(event), endState(event));
    case "reply-stopped":
      return settle(state, {}, { kind: "stopped" });
    case "reply-failed":
      return settle(state, {}, { kind: "failed", error: event.error });
    case "queue-changed":
      return { ...state, queued: event.queued };
    case "messages-removed":
      return { ...state, messages: state.messages.filter(({ key }) => !event.keys.includes(key)) };
    case "reaction-changed":
      return {
        ...state,
        messages: state.messages.map((message) =>
          message.key === event.key ? { ...message, reaction: event.reaction } : message,
        ),
      };
  }
}

/** All messages, the one that is being written included. */
export function allMessages({ messages, reply }: ChatState): readonly Message[] {
  return reply ? [...messages, reply] : messages;
}

/** The messages with these keys, and those that share a record with them. */
export function withSharedRecords(
  messages: readonly Message[],
  keys: readonly string[],
): readonly Message[] {
  const chosen = messages.filter(({ key }) => keys.includes(key));
  const recordIds = new Set(chosen.flatMap(({ recordId }) => recordId ?? []));
  return messages.filter(
    ({ key, recordId }) =>
      keys.includes(key) || (recordId !== undefined && recordIds.has(recordId)),
  );
}

function withReply(state: ChatState, change: Partial<Message>): ChatState {
  return state.reply ? { ...state, reply: { ...state.reply, ...change } } : state;
}

function addSource(sources: readonly Source[], source: Source): readonly Source[] {
  return [...sources.filter(({ id }) => id !== source.id), source];
}

function endOfReply(event: ReplyEnd): Partial<Message> {
  return {
    ...(event.text !== undefined && { text: event.text }),
    ...(event.recordId !== undefined && { recordId: event.recordId }),
    ...(event.model !== undefined && { model: event.model }),
    ...(event.author !== undefined && { author: event.author }),
  };
}

function endState(event: ReplyEnd): MessageState | undefined {
  return event.outcome === "complete" ? undefined : { kind: event.outcome };
}

function settle(
  state: ChatState,
  change: Partial<Message>,
  end: MessageState | undefined,
): ChatState {
  const { reply, ...rest } = state;
  if (!reply) return state;
  const { state: _unfinished, ...message } = reply;
  const settled: Message = { ...message, ...change, ...(end && { state: end }) };
  // A question and its answer share a record at some services; then deleting one deletes both.
  const messages = state.messages.map((other, index) =>
    index === state.messages.length - 1 && other.role === "user" && settled.recordId !== undefined
      ? { ...other, recordId: settled.recordId }
      : other,
  );
  return { ...rest, messages: [...messages, settled] };
}
