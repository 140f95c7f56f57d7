import type { Message } from "../../src/core/model.ts";
import type { ChatProvider, HumanReply, SendRequest } from "../../src/core/provider.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";

/** More questions than any test asks: who asks on and on gets no answer, so that the test can say so. */
const maxSent = 50;

/** A provider that answers with what the test gives it, piece by piece, and remembers what it was asked. */
export class FakeProvider implements ChatProvider {
  readonly resources = [];
  history: Message[] = [];
  readonly sent: SendRequest[] = [];
  readonly created: string[] = [];
  readonly deleted: string[] = [];
  readonly replies: HumanReply[] = [];
  /** What the next `send` yields; a thrown error ends it. */
  answer: (signal: AbortSignal) => AsyncIterable<ChatEvent> = async function* () {
    yield { type: "reply-start" };
    yield { type: "text-delta", text: "fine" };
    yield { type: "reply-end", outcome: "complete" };
  };

  listChatbots: ChatProvider["listChatbots"] = async () => [{ id: "bot", name: "Bot" }];
  listSessions: ChatProvider["listSessions"] = async () => [];
  listMessages: ChatProvider["listMessages"] = async () => this.history;

  deleteMessages?: NonNullable<ChatProvider["deleteMessages"]> = async (_address, recordIds) => {
    this.deleted.push(...recordIds);
  };

  replyAsHuman: NonNullable<ChatProvider["replyAsHuman"]> = async (_address, reply) => {
    this.replies.push(reply);
    this.history.push({ key: `reply ${this.replies.length}`, role: "agent", ...reply });
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
    return this.sent.length > maxSent ? unanswered() : this.answer(signal);
  }
}

// oxlint-disable-next-line require-yield -- nothing comes
async function* unanswered(): AsyncIterable<ChatEvent> {
  await new Promise(() => undefined);
}
