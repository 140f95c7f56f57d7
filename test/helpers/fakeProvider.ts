import type { Message } from "../../src/core/model.ts";
import type { ChatProvider, SendRequest } from "../../src/core/provider.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";

/** A provider that answers with what the test gives it, piece by piece, and remembers what it was asked. */
export class FakeProvider implements ChatProvider {
  readonly resources = [];
  history: Message[] = [];
  readonly sent: SendRequest[] = [];
  readonly created: string[] = [];
  readonly deleted: string[] = [];
  /** What the next `send` yields; a thrown error ends it. */
  answer: (signal: AbortSignal) => AsyncIterable<ChatEvent> = async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "fine" };
    yield { type: "reply-end", outcome: "complete" };
  };

  listChatbots: ChatProvider["listChatbots"] = async () => [{ id: "bot", name: "Bot" }];
  listSessions: ChatProvider["listSessions"] = async () => [];
  readSession: ChatProvider["readSession"] = async ({ sessionId, chatbotId }) => ({
    id: sessionId,
    chatbotId,
  });
  listMessages: ChatProvider["listMessages"] = async () => this.history;

  deleteMessages?: NonNullable<ChatProvider["deleteMessages"]> = async (_address, recordIds) => {
    this.deleted.push(...recordIds);
  };

  createSession?: NonNullable<ChatProvider["createSession"]> = async (
    chatbotId,
    { firstQuestion },
  ) => {
    this.created.push(firstQuestion);
    return { id: `session-${this.created.length}`, chatbotId };
  };

  send(request: SendRequest, signal: AbortSignal): AsyncIterable<ChatEvent> {
    this.sent.push(request);
    return this.answer(signal);
  }
}
