import { path } from "../../core/http/path.ts";
import type { Opening } from "../../core/model.ts";
import type { ChatProvider, ProviderContext, SessionAddress } from "../../core/provider.ts";
import type { ChatEvent } from "../../core/chatEvents.ts";
import { classifyError, firstKnown, openEnvelope, read } from "./calls.ts";
import { Escalations } from "./escalations.ts";
import { HumanReplies } from "./humanReplies.ts";
import { isUnreadable, toMessages, toPrompt } from "./messages.ts";
import { readPages } from "./pages.ts";
import { readReply } from "./replies.ts";
import { resourceKinds } from "./resources/kinds.ts";
import { toSession } from "./sessions.ts";
import {
  chatbotsSchema,
  historySchema,
  oneChatbotSchema,
  oneThreadSchema,
  quickPromptsSchema,
  sentSchema,
  threadsSchema,
  type WireThread,
} from "./wire.ts";

/** The client of SiteGPT's v0 API. Section numbers refer to its reference. */
export function createClient(context: ProviderContext): ChatProvider {
  const http = context.http.withErrors(classifyError);
  const escalations = new Escalations({ ...context, http });
  const humanReplies = new HumanReplies({ ...context, http });
  const kindContext = { ...context, http, escalations };

  async function readThread(
    { chatbotId, sessionId }: SessionAddress,
    signal: AbortSignal,
  ): Promise<WireThread> {
    const call = {
      method: "GET",
      path: path`/api/v0/chatbots/${chatbotId}/threads/${sessionId}`,
    } as const;
    return (await read(http, oneThreadSchema, call, signal)).thread;
  }

  return {
    resources: resourceKinds.map((kind) => kind.connect(kindContext)),

    async listChatbots(signal) {
      const chatbots = await readPages(
        http,
        "/api/v0/chatbots",
        async (call) => (await read(http, chatbotsSchema, call, signal)).chatbots,
        ({ id }) => id,
      );
      return chatbots.map(({ id, title, description, settings }) => ({
        id,
        name: title || id,
        ...(description && { description }),
        canCite: settings?.hideSources !== true,
      }));
    },

    async listSessions(chatbotId, signal) {
      const threads = await readPages(
        http,
        path`/api/v0/chatbots/${chatbotId}/threads`,
        async (call) => (await read(http, threadsSchema, call, signal)).threads,
        ({ threadId }) => threadId,
      );
      return threads.map((thread) => toSession(thread, chatbotId));
    },

    async createSession(chatbotId, _options, signal) {
      const call = {
        method: "POST",
        path: path`/api/v0/chatbots/${chatbotId}/threads`,
        json: {},
      } as const;
      return toSession((await read(http, oneThreadSchema, call, signal)).thread, chatbotId);
    },

    async readSession(address, signal) {
      return toSession(await readThread(address, signal), address.chatbotId);
    },

    async listMessages({ chatbotId, sessionId }, signal, onUnreadable) {
      const call = {
        method: "GET",
        path: path`/api/v0/chatbots/${chatbotId}/threads/${sessionId}`,
      } as const;
      let leftOut = 0;
      const { thread } = await read(http, historySchema, call, signal, (count) => {
        leftOut = count;
      });
      const messages = thread.messages ?? [];
      const noTexts = messages.filter(isUnreadable).length;
      const unreadable = http.tolerance.countMessages(call.path, leftOut, noTexts);
      if (unreadable > 0) onUnreadable?.(unreadable);
      const offersPrompts = messages.some(({ prompts }) => prompts?.length);
      const texts = offersPrompts ? await escalations.read(chatbotId, signal) : [];
      const named = await Promise.all(
        messages.map(async (message) => humanReplies.named({ chatbotId, sessionId }, message)),
      );
      return named.flatMap((message, place) => toMessages(message, texts, place));
    },

    async *send({ session, text }, signal): AsyncGenerator<ChatEvent> {
      const call = {
        method: "POST",
        path: path`/api/v0/chatbots/${session.chatbotId}/message`,
        // The default of `from` is undocumented, so it is always sent (9.1).
        json: { message: text, from: "USER", threadId: session.sessionId },
        // The whole answer is written inside the call (9.1).
        timeouts: { headers: 120_000 },
      } as const;
      const response = yield* http.open(call, signal);
      yield* readReply(http, response, {
        open: (document) => openEnvelope(sentSchema, document, "the answer"),
        // Undocumented: in human mode the question is stored and nobody answers at once (9.1).
        silenceOf: () => "for-humans",
        readEscalations: async () => escalations.read(session.chatbotId, signal),
      });
    },

    async react({ chatbotId, sessionId }, recordId, reaction, signal) {
      await http.confirm(
        {
          method: "PATCH",
          path: path`/api/v0/chatbots/${chatbotId}/messages/${recordId}`,
          // Neither member is marked required; both are always sent (9.2).
          json: { threadId: sessionId, reaction: reaction.toUpperCase() },
        },
        signal,
      );
    },

    async escalate({ chatbotId, sessionId }, reason, signal) {
      await http.confirm(
        {
          method: "POST",
          path: path`/api/v0/chatbots/${chatbotId}/threads/${sessionId}/escalate`,
          json: reason === undefined ? {} : { escalationPrompt: reason },
        },
        signal,
      );
    },

    replyAsHuman: async (address, reply, signal) => humanReplies.send(address, reply, signal),

    async openChat(chatbotId, signal): Promise<Opening> {
      const [{ chatbot }, quickPrompts] = await Promise.all([
        read(
          http,
          oneChatbotSchema,
          { method: "GET", path: path`/api/v0/chatbots/${chatbotId}` },
          signal,
        ),
        firstKnown(["quick-prompts", "conversation-starters"], async (segment) => {
          const at = `${path`/api/v0/chatbots/${chatbotId}`}/${segment}`;
          return read(http, quickPromptsSchema, { method: "GET", path: at }, signal);
        }),
      ]);
      const welcome = chatbot.settings?.welcomeMessage;
      const { prompts, conversationStarters, starters } = quickPrompts;
      return {
        ...(welcome && { welcome }),
        prompts: (prompts ?? conversationStarters ?? starters ?? []).flatMap(toPrompt),
        recipes: [],
      };
    },
  };
}
