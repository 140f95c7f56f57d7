import { ChatError } from "../../core/errors.ts";
import { path } from "../../core/http/path.ts";
import type { Session } from "../../core/model.ts";
import type { ChatProvider, ProviderContext, SessionAddress } from "../../core/provider.ts";
import type { ChatEvent } from "../../core/chatEvents.ts";
import { limitBytes } from "../../core/wire/bytes.ts";
import { decodeFrames, partsOf } from "../../core/wire/framing.ts";
import { ReplyText } from "../../core/wire/replyValue.ts";
import { parseTime } from "../../core/wire/time.ts";
import { isUnreadable, sortTurns, toMessages } from "./messages.ts";
import { resourceKinds } from "./resources/kinds.ts";
import {
  chatbotsSchema,
  messagesSchema,
  sessionSchema,
  sessionsSchema,
  type WireSession,
} from "./wire.ts";

const maxReplyBytes = 16 * 1024 * 1024;

/** The client of AI Chatbot Hub and the other GPT-trainer hosts. Section numbers refer to its reference. */
export function createClient({ http }: ProviderContext): ChatProvider {
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

    async deleteSession({ sessionId }, signal) {
      await http.confirm(
        { method: "POST", path: path`/api/v1/session/${sessionId}/delete` },
        signal,
      );
    },

    async listMessages({ sessionId }, signal, onUnreadable) {
      const call = { method: "GET", path: path`/api/v1/session/${sessionId}/messages` } as const;
      const { value: records, leftOut } = await http.answer(messagesSchema, call, signal);
      const noTexts = records.filter(isUnreadable).length;
      const unreadable = http.tolerance.countMessages(call.path, leftOut, noTexts);
      if (unreadable > 0) onUnreadable?.(unreadable);
      return sortTurns(records).flatMap(toMessages);
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
      const reply = new ReplyText();
      // Bare text (section 5), or what a host in front of the service has made of it.
      const frames = decodeFrames(limitBytes(response.body, maxReplyBytes), {
        headers: response.headers,
        expected: "text",
        onOther: (framing) => http.tolerance.reframe("the answer", framing),
      });
      for await (const frame of frames) {
        for (const part of partsOf(frame)) {
          const text = reply.add(part);
          if (text !== "") yield { type: "text-delta", text };
        }
      }
      // Whether it is stored all the same, a look at the messages tells.
      if (reply.text.trim() === "") throw new ChatError("bad-reply", "the answer is empty");
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
