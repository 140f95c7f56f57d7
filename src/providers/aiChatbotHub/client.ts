import { ChatError } from "../../core/errors.ts";
import { path } from "../../core/http/path.ts";
import type { Message, Session } from "../../core/model.ts";
import type { ChatProvider, ProviderContext, SessionAddress } from "../../core/provider.ts";
import type { ChatEvent } from "../../core/chatEvents.ts";
import { limitBytes } from "../../core/wire/bytes.ts";
import { rejectHtml } from "../../core/wire/html.ts";
import { decodeText } from "../../core/wire/text.ts";
import { parseTime } from "../../core/wire/time.ts";
import { sortTurns, toMessages } from "./messages.ts";
import { resourceKinds } from "./resources/kinds.ts";
import {
  chatbotsSchema,
  messagesSchema,
  sessionSchema,
  sessionsSchema,
  type WireMessage,
  type WireSession,
} from "./wire.ts";

const maxReplyBytes = 16 * 1024 * 1024;

/** The client of AI Chatbot Hub and the other GPT-trainer hosts. Section numbers refer to its reference. */
export function createClient({ http }: ProviderContext): ChatProvider {
  async function listRecords(
    sessionId: string,
    signal: AbortSignal,
  ): Promise<readonly WireMessage[]> {
    return await http.json(
      messagesSchema,
      { method: "GET", path: path`/api/v1/session/${sessionId}/messages` },
      signal,
    );
  }

  return {
    resources: resourceKinds.map((kind) => kind.connect({ http })),

    async listChatbots(signal) {
      const chatbots = await http.json(
        chatbotsSchema,
        { method: "GET", path: "/api/v1/chatbots" },
        signal,
      );
      return chatbots.map(({ uuid, name, meta }) => {
        const canCite = meta.show_citations ?? meta.show_citation;
        const [questions, seconds] = meta.rate_limit ?? [];
        return {
          id: uuid,
          name: name || uuid,
          ...(canCite !== undefined && { canCite }),
          ...(questions !== undefined &&
            seconds !== undefined && { rateLimit: { questions, seconds } }),
        };
      });
    },

    async listSessions(chatbotId, signal) {
      const call = { method: "GET", path: path`/api/v1/chatbot/${chatbotId}/sessions` } as const;
      const sessions = await http.json(sessionsSchema, call, signal);
      return sessions.map((session) => toSession(session, chatbotId));
    },

    async createSession(chatbotId, _options, signal) {
      const call = {
        method: "POST",
        path: path`/api/v1/chatbot/${chatbotId}/session/create`,
      } as const;
      return toSession(await http.json(sessionSchema, call, signal), chatbotId);
    },

    async readSession({ chatbotId, sessionId }, signal) {
      const call = { method: "GET", path: path`/api/v1/session/${sessionId}` } as const;
      return toSession(await http.json(sessionSchema, call, signal), chatbotId);
    },

    async deleteSession({ sessionId }, signal) {
      await http.confirm(
        { method: "POST", path: path`/api/v1/session/${sessionId}/delete` },
        signal,
      );
    },

    async listMessages({ sessionId }, signal): Promise<readonly Message[]> {
      return sortTurns(await listRecords(sessionId, signal)).flatMap(toMessages);
    },

    async deleteMessages(_address: SessionAddress, recordIds, signal) {
      const [first, ...others] = recordIds;
      if (first === undefined) throw new ChatError("bug", "no message to delete");
      const call =
        others.length === 0
          ? { path: path`/api/v1/message/${first}/delete` }
          : { path: "/api/v1/messages/delete", json: { uuids: recordIds } };
      await http.confirm({ method: "POST", ...call }, signal);
    },

    async *send(request, signal): AsyncGenerator<ChatEvent> {
      const { sessionId } = request.session;
      const response = yield* http.open(
        {
          method: "POST",
          path: path`/api/v1/session/${sessionId}/message/stream`,
          json: { query: request.text },
          // The SDK of the parent waits as long (1.6).
          timeouts: { headers: 120_000, idle: 120_000 },
        },
        signal,
      );
      yield { type: "reply-start" };
      let isEmpty = true;
      for await (const text of rejectHtml(
        decodeText(limitBytes(response.body, maxReplyBytes)),
        response.headers,
      )) {
        isEmpty &&= text.trim() === "";
        yield { type: "text-delta", text };
      }
      // Whether it is stored all the same, a look at the messages tells.
      if (isEmpty) throw new ChatError("bad-reply", "the answer is empty");
      // The stream does not hold the record's id, why the answer ended, and its citations (section 5).
      yield { type: "reply-end", outcome: "complete" };
    },
  };
}

function toSession(session: WireSession, chatbotId: string): Session {
  const createdAt = parseTime(session.created_at);
  const updatedAt = parseTime(session.modified_at) ?? createdAt;
  return {
    id: session.uuid,
    chatbotId,
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}
