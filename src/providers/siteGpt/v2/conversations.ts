import { isSameText } from "../../../core/chat/settle.ts";
import { clockDifference } from "../../../core/clock.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { Timestamp } from "../../../core/model.ts";
import type { SessionAddress } from "../../../core/provider.ts";
import { parseTime } from "../../../core/wire/time.ts";
import { isUnreadable } from "../messages.ts";
import type { WireMessage } from "../wire.ts";
import { read } from "./calls.ts";
import { pageSize, type ReadingPages, readPages } from "./pages.ts";
import {
  conversationsPage,
  messagesPage,
  oneConversationSchema,
  type WireConversation,
} from "./wire.ts";

/** A question that begins a conversation. */
interface FirstQuestion {
  readonly text: string;
  readonly askedAt: Timestamp;
}

/** Reads conversations and what is in them (section 6). */
export class Conversations {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** All conversations of a chatbot, the resolved ones too, newest first (6.3). */
  async list(chatbotId: string, signal: AbortSignal): Promise<readonly WireConversation[]> {
    return this.#list(chatbotId, signal);
  }

  /** One conversation, with a few of its messages (6.5). */
  async read(
    { chatbotId, sessionId }: SessionAddress,
    signal: AbortSignal,
  ): Promise<WireConversation> {
    const at = path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}`;
    const call = { method: "GET", path: at } as const;
    return (await read(this.#http, oneConversationSchema, call, signal)).conversation;
  }

  /**
   * The whole history, oldest first (6.5).
   * @param onUnreadable told how many of its messages cannot be shown
   */
  async history(
    address: SessionAddress,
    signal: AbortSignal,
    onUnreadable?: (count: number) => void,
  ): Promise<readonly WireMessage[]> {
    let leftOut = 0;
    const messages = await this.#messages(address, signal, {
      onLeftOut: (count) => {
        leftOut += count;
      },
    });
    const noTexts = messages.filter(isUnreadable).length;
    const unreadable = this.#http.tolerance.countMessages(messagesOf(address), leftOut, noTexts);
    if (unreadable > 0) onUnreadable?.(unreadable);
    return messages;
  }

  async #messages(
    address: SessionAddress,
    signal: AbortSignal,
    reading: ReadingPages<WireMessage>,
  ): Promise<readonly WireMessage[]> {
    let unnamed = 0;
    const list = {
      path: messagesOf(address),
      query: { limit: pageSize },
      page: messagesPage,
      // Without an id nobody can tell whether it has come before.
      idOf: ({ messageId }: WireMessage) => messageId ?? `unnamed ${(unnamed += 1)}`,
    };
    return readPages(this.#http, list, signal, reading);
  }

  /** The conversations that a question may have begun whose answer was lost: asked alike, and not before it. */
  async find(
    chatbotId: string,
    { text, askedAt }: FirstQuestion,
    signal: AbortSignal,
  ): Promise<readonly WireConversation[]> {
    const since = askedAt - clockDifference;
    const isOlder = (time: unknown): boolean => (parseTime(time) ?? Infinity) < since;
    // Newest first: behind a page that is older there is nothing to find.
    const recent = await this.#list(chatbotId, signal, {
      isEnough: (page) => page.length > 0 && page.every(({ updatedAt }) => isOlder(updatedAt)),
    });
    const found: WireConversation[] = [];
    for (const conversation of recent) {
      const { startedAt, pageUrl, totalMessages } = conversation;
      // Visitors of a website are on a page, and what Parley asks is on none.
      if (isOlder(startedAt) || pageUrl || totalMessages === 0) continue;
      const first = await this.#firstQuestion(chatbotId, conversation, signal);
      if (first !== undefined && isSameText(first, text)) found.push(conversation);
    }
    return found;
  }

  async #list(
    chatbotId: string,
    signal: AbortSignal,
    reading?: ReadingPages<WireConversation>,
  ): Promise<readonly WireConversation[]> {
    const list = {
      path: path`/api/v2/chatbots/${chatbotId}/conversations`,
      query: { status: "all", limit: pageSize },
      page: conversationsPage,
      idOf: ({ threadId }: WireConversation) => threadId,
    };
    return readPages(this.#http, list, signal, reading);
  }

  async #firstQuestion(
    chatbotId: string,
    { threadId, totalMessages, lastMessage }: WireConversation,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const only = totalMessages === 1 ? lastMessage?.question?.text : undefined;
    if (only) return only;
    const isAsked = ({ question }: WireMessage): boolean => Boolean(question?.text);
    const address = { chatbotId, sessionId: threadId };
    const isEnough = (page: readonly WireMessage[]): boolean => page.some(isAsked);
    const messages = await this.#messages(address, signal, { isEnough });
    return messages.find(isAsked)?.question?.text ?? undefined;
  }
}

function messagesOf({ chatbotId, sessionId }: SessionAddress): string {
  return path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}/messages`;
}
