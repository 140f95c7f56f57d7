import { path } from "../../../core/http/path.ts";
import type { ChatProvider, ProviderContext } from "../../../core/provider.ts";
import { toMessages, toPrompt } from "../messages.ts";
import { toSession } from "../sessions.ts";
import { describeAccount } from "./accountFacts.ts";
import { classifyError, confirm, confirmed } from "./calls.ts";
import { Conversations } from "./conversations.ts";
import { listChatbots } from "./resources/chatbots.ts";
import { resourceKinds } from "./resources/kinds.ts";
import { readStarters } from "./resources/starters.ts";
import { Sends } from "./sends.ts";
import type { WireStarter } from "./wire.ts";

/** The client of SiteGPT's v2 API. Section numbers refer to its reference. */
export function createClient(context: ProviderContext): ChatProvider {
  const http = context.http.withErrors(classifyError);
  const conversations = new Conversations(http);
  const sends = new Sends(http, conversations);
  const kindContext = { ...context, http, conversations };

  return {
    resources: resourceKinds.map((kind) => kind.connect(kindContext)),

    async listChatbots(signal) {
      const chatbots = await listChatbots(http, signal);
      return chatbots.map(({ id, title, name, description }) => ({
        id,
        name: title || name || id,
        ...(description && { description }),
      }));
    },

    async listSessions(chatbotId, signal) {
      const all = await conversations.list(chatbotId, signal);
      return all.map((conversation) => toSession(conversation, chatbotId));
    },

    async readSession(address, signal) {
      return toSession(await conversations.read(address, signal), address.chatbotId);
    },

    async listMessages(address, signal, onUnreadable) {
      const messages = await conversations.history(address, signal, onUnreadable);
      return messages.flatMap((message, place) => toMessages(message, [], place));
    },

    send: ({ session, text }, signal) => sends.next(session, text, signal),

    sendFirst: ({ chatbotId, text }, signal) => sends.first(chatbotId, text, signal),

    async findSessions(chatbotId, first, signal) {
      const found = await conversations.find(chatbotId, first, signal);
      return found.map((conversation) => toSession(conversation, chatbotId));
    },

    /** 6.7, with the confirmation of 1.9. */
    async deleteSession({ chatbotId, sessionId }, signal) {
      const at = path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}`;
      await confirm(http, { method: "DELETE", path: at, query: confirmed }, signal);
    },

    /** 6.10; the name of the member is assumed. */
    async react({ chatbotId, sessionId }, recordId, reaction, signal) {
      const at = path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}/messages/${recordId}`;
      const json = { reaction: reaction.toUpperCase() };
      await confirm(http, { method: "PATCH", path: at, json }, signal);
    },

    /** 6.8; a body is needed even where it says nothing (trap 5). */
    async escalate({ chatbotId, sessionId }, reason, signal) {
      const at = path`/api/v2/chatbots/${chatbotId}/conversations/${sessionId}/escalate`;
      const json = reason === undefined ? {} : { message: reason };
      await confirm(http, { method: "POST", path: at, json }, signal);
    },

    async openChat(chatbotId, signal) {
      const starters = await readStarters(http, chatbotId, signal);
      return { prompts: starters.map(toWirePrompt).flatMap(toPrompt), recipes: [] };
    },

    describeAccount: async (signal) => describeAccount(http, signal),
  };
}

/** A starter under the names that its members have in v0; what is asked is called `message` here (9.3). */
function toWirePrompt({ message, description, link, type, ...rest }: WireStarter) {
  return {
    ...rest,
    description: message || description,
    link: type === undefined || type === null || type === "LINK" ? link : undefined,
  };
}
