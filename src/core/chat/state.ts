import type { ErrorData, Message, MessageState, Opening, Reaction, Source } from "../model.ts";
import type { ReplyEnd } from "../chatEvents.ts";
import type { ChatEvent } from "../chatEvents.ts";

/** Everything a panel shows of one session. Host and webview hold the same value, folded from the same changes. */
export interface ChatState {
  readonly history: HistoryState;
  readonly title?: string;
  /** True when people, not the bot, answer. */
  readonly humanMode: boolean;
  /** The texts of the questions that AI agents have asked. */
  readonly aiQuestions?: readonly string[];
  readonly opening?: Opening;
  /** The template that a new session will be made from. */
  readonly recipeId?: string;
  /** Settled messages, oldest first. */
  readonly messages: readonly Message[];
  /** How many stored messages are not among them, because they could not be read. */
  readonly unreadable?: number;
  /** The answer that is being written. Its question is the last of `messages`. */
  readonly reply?: Message;
  /** Questions that wait to be sent, the next one first. */
  readonly queue: Queue;
}

/** Questions that wait. */
export interface Queue {
  readonly questions: readonly QueuedQuestion[];
  /** True when they wait for a click, and not only for the answer that is arriving. */
  readonly isHeld: boolean;
}

/** A question that waits. */
export interface QueuedQuestion {
  readonly id: string;
  readonly text: string;
}

/** Where the messages before the first question of this window are. */
export type HistoryState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly error: ErrorData };

/** A change of a chat. What a provider yields applies to `ChatState.reply`. */
export type ChatChange =
  | Exclude<ChatEvent, { readonly type: "session-created" }>
  | { readonly type: "history-loading" }
  | { readonly type: "history-loaded"; readonly messages: readonly Message[] }
  | { readonly type: "history-failed"; readonly error: ErrorData }
  | { readonly type: "unreadable-counted"; readonly count: number }
  | { readonly type: "opening-loaded"; readonly opening: Opening }
  | { readonly type: "recipe-chosen"; readonly recipeId: string | undefined }
  | {
      readonly type: "session-changed";
      readonly title?: string;
      readonly humanMode?: boolean;
      readonly aiQuestions?: readonly string[];
    }
  | { readonly type: "question-asked"; readonly question: Message; readonly reply: Message }
  /** It was not sent after all: it waits, or was taken out. */
  | { readonly type: "question-withdrawn" }
  | { readonly type: "reply-stopped" }
  | { readonly type: "reply-interrupted"; readonly isSent: boolean }
  | { readonly type: "reply-failed"; readonly error: ErrorData }
  | { readonly type: "queue-changed"; readonly queue: Queue }
  | MessagesReplaced
  /** Something more, or else, is known about a message. */
  | { readonly type: "message-changed"; readonly key: string; readonly change: Partial<Message> }
  | { readonly type: "reaction-changed"; readonly key: string; readonly reaction: Reaction };

/** Messages are known better now, or are gone: others, or none, stand where the first of them stood. */
export interface MessagesReplaced {
  readonly type: "messages-replaced";
  readonly keys: readonly string[];
  readonly by: readonly Message[];
}

/** A chat before anything was loaded. */
export const emptyChat: ChatState = {
  history: { kind: "loading" },
  humanMode: false,
  messages: [],
  queue: { questions: [], isHeld: false },
};

/** The state after a change. Pure. */
export function reduce(state: ChatState, change: ChatChange): ChatState {
  switch (change.type) {
    case "history-loading":
      return { ...state, history: { kind: "loading" } };
    case "history-loaded":
      return {
        ...state,
        history: { kind: "ready" },
        messages: keepContinuations(change.messages, state.messages),
      };
    case "history-failed":
      return { ...state, history: { kind: "failed", error: change.error } };
    case "unreadable-counted":
      return { ...state, unreadable: change.count };
    case "opening-loaded":
      return { ...state, opening: change.opening };
    case "recipe-chosen": {
      const { recipeId: _before, ...rest } = state;
      return change.recipeId === undefined ? rest : { ...rest, recipeId: change.recipeId };
    }
    case "session-changed":
      return {
        ...state,
        ...(change.title !== undefined && { title: change.title }),
        ...(change.aiQuestions && { aiQuestions: change.aiQuestions }),
        humanMode: change.humanMode ?? state.humanMode,
      };
    case "question-asked":
      return { ...state, messages: [...state.messages, change.question], reply: change.reply };
    case "question-withdrawn": {
      const { reply: _nothing, ...rest } = state;
      return { ...rest, messages: state.messages.slice(0, -1) };
    }
    case "retry-scheduled":
      return withReply(state, {
        state: { kind: "retrying", attempt: change.attempt, at: change.at, error: change.error },
      });
    case "reply-start":
      return withReply(state, { state: { kind: "streaming" } });
    case "text-delta":
      return withReply(state, { text: (state.reply?.text ?? "") + change.text });
    case "source-found":
      return withReply(state, { sources: addSource(state.reply?.sources ?? [], change.source) });
    case "prompts-offered":
      return withReply(state, { prompts: [...(state.reply?.prompts ?? []), ...change.prompts] });
    case "reply-end":
      return endReply(state, endOfReply(change), endState(change));
    case "reply-stopped":
      return endReply(state, {}, { kind: "stopped" });
    case "reply-interrupted":
      return endReply(state, {}, { kind: "interrupted", isSent: change.isSent });
    case "reply-failed":
      return endReply(state, {}, { kind: "failed", error: change.error });
    case "queue-changed":
      return { ...state, queue: change.queue };
    case "messages-replaced":
      return { ...state, messages: replaceMessages(state.messages, change) };
    case "message-changed":
      return { ...state, messages: changeMessage(state.messages, change.key, change.change) };
    case "reaction-changed": {
      const { key, reaction } = change;
      return { ...state, messages: changeMessage(state.messages, key, { reaction }) };
    }
    default:
      change satisfies never;
      // A page may be older than the host that fills it.
      return state;
  }
}

/** All messages, the one that is being written included. */
export function allMessages({ messages, reply }: ChatState): readonly Message[] {
  return reply ? [...messages, reply] : messages;
}

/** True for a question that an AI agent has asked; services may store it without the space around it. */
export function isAskedByAi(
  { role, text }: Pick<Message, "role" | "text">,
  { aiQuestions }: Pick<ChatState, "aiQuestions">,
): boolean {
  return role === "user" && (aiQuestions ?? []).some((asked) => asked.trim() === text.trim());
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

function changeMessage(
  messages: readonly Message[],
  key: string,
  change: Partial<Message>,
): readonly Message[] {
  return messages.map((message) => (message.key === key ? { ...message, ...change } : message));
}

function replaceMessages(
  messages: readonly Message[],
  { keys, by }: MessagesReplaced,
): readonly Message[] {
  const gone = new Set(keys);
  const at = messages.findIndex(({ key }) => gone.has(key));
  const isKept = ({ key }: Message): boolean => !gone.has(key);
  if (at === -1) return messages;
  const known = keepContinuations(by, messages);
  return [...messages.slice(0, at), ...known, ...messages.slice(at).filter(isKept)];
}

/** What a model of the editor has added stands in no record. */
function keepContinuations(
  messages: readonly Message[],
  before: readonly Message[],
): readonly Message[] {
  const added = new Map(
    before.flatMap(({ key, continuation }) => (continuation ? [[key, continuation] as const] : [])),
  );
  if (added.size === 0) return messages;
  return messages.map((message) => {
    const continuation = added.get(message.key);
    return continuation ? { ...message, continuation } : message;
  });
}

function withReply(state: ChatState, change: Partial<Message>): ChatState {
  return state.reply ? { ...state, reply: { ...state.reply, ...change } } : state;
}

function addSource(sources: readonly Source[], source: Source): readonly Source[] {
  return [...sources.filter(({ id }) => id !== source.id), source];
}

function endOfReply(end: ReplyEnd): Partial<Message> {
  return {
    ...(end.text !== undefined && { text: end.text }),
    ...(end.recordId !== undefined && { recordId: end.recordId, isLocal: false }),
    ...(end.model !== undefined && { model: end.model }),
    ...(end.author !== undefined && { author: end.author }),
  };
}

function endState(end: ReplyEnd): MessageState | undefined {
  return end.outcome === "complete" ? undefined : { kind: end.outcome };
}

function endReply(
  state: ChatState,
  change: Partial<Message>,
  end: MessageState | undefined,
): ChatState {
  const { reply, ...rest } = state;
  if (!reply) return state;
  const { state: _unfinished, ...message } = reply;
  const ended: Message = { ...message, ...change, ...(end && { state: end }) };
  // A question and its answer share a record at some services; then deleting one deletes both.
  const messages = state.messages.map((other, index) =>
    index === state.messages.length - 1 && other.role === "user" && ended.recordId !== undefined
      ? { ...other, recordId: ended.recordId, isLocal: false }
      : other,
  );
  return { ...rest, messages: [...messages, ended] };
}
