import { ChatError } from "../../core/errors.ts";
import type { Message, Role, Session, Source } from "../../core/model.ts";
import type { ChatProvider, ProviderContext } from "../../core/provider.ts";
import type { ChatEvent } from "../../core/chatEvents.ts";
import { limitBytes } from "../../core/wire/bytes.ts";
import { decodeFrames } from "../../core/wire/framing.ts";
import { ReplyText } from "../../core/wire/replyValue.ts";
import { parseTime } from "../../core/wire/time.ts";
import { chatsPath, messagesPath } from "./chatPaths.ts";
import {
  citedSources,
  forgottenSources,
  MarkerHold,
  resolveMarkers,
  toSource,
} from "./citations.ts";
import { FirstQuestions } from "./firstQuestions.ts";
import { plainChats } from "./plainChats.ts";
import { readFrame } from "./replyEvents.ts";
import { resourceKinds } from "./resources/kinds.ts";
import {
  chatSchema,
  chatsSchema,
  knowledgeBotsSchema,
  messagesSchema,
  recipesSchema,
  type WireChat,
  type WireMessage,
} from "./wire.ts";

const maxReplyBytes = 16 * 1024 * 1024;

/** The client of CRBNai. Section numbers refer to its reference. */
export function createClient({ http, clock, log, notes }: ProviderContext): ChatProvider {
  const firstQuestions = new FirstQuestions({ http, clock, log });

  return {
    resources: resourceKinds.map((kind) => kind.connect({ http, clock, notes })),

    async listChatbots(signal) {
      const bots = await http.json(
        knowledgeBotsSchema,
        { method: "GET", path: "/api/knowledge-bots" },
        signal,
      );
      return [
        ...bots.map(({ id, title, description }) => ({
          id,
          name: title || id,
          ...(description && { description }),
          canCite: true,
        })),
        plainChats,
      ];
    },

    async listSessions(chatbotId, signal) {
      const chats = await http.json(
        chatsSchema,
        { method: "GET", path: chatsPath(chatbotId) },
        signal,
      );
      return chats.map((chat) => toSession(chat, chatbotId));
    },

    async createSession(chatbotId, { firstQuestion, recipeId }, signal) {
      // A plain chat takes its title from the first question, which is sent again as a message (4.2.2).
      const json =
        chatbotId === plainChats.id
          ? { content: firstQuestion, ...(recipeId !== undefined && { recipe_id: recipeId }) }
          : {};
      const chat = await http.json(
        chatSchema,
        { method: "POST", path: chatsPath(chatbotId), json },
        signal,
      );
      if (chatbotId === plainChats.id) firstQuestions.add(chat.id);
      return toSession(chat, chatbotId);
    },

    async listMessages(address, signal, onUnreadable) {
      const call = { method: "GET", path: messagesPath(address) } as const;
      const [{ value, leftOut }, sources] = await Promise.all([
        http.answer(messagesSchema, call, signal),
        notes.readSources(address),
      ]);
      // A text that is missing or something else is not the same as one that is empty.
      const records = value.filter(({ content }) => content !== undefined);
      const noTexts = value.length - records.length;
      const unreadable = http.tolerance.countMessages(call.path, leftOut, noTexts);
      if (unreadable > 0) onUnreadable?.(unreadable);
      return oldestFirst(records).map((record) => toMessage(record, sources));
    },

    async *send({ session, text, sourceLimit }, signal): AsyncGenerator<ChatEvent> {
      const hasSources = session.chatbotId !== plainChats.id;
      const stored = await firstQuestions.findAnswer(session, text, signal);
      if (stored !== undefined) {
        yield { type: "reply-start" };
        yield { type: "text-delta", text: stored };
        yield { type: "reply-end", outcome: "complete" };
        return;
      }
      const response = yield* http.open(
        {
          method: "POST",
          path: messagesPath(session),
          // `stream` is a string in the query, and only knowledge bots have it (trap 15).
          ...(hasSources && { query: { stream: "true" } }),
          json: {
            content: text,
            ...(hasSources &&
              sourceLimit !== undefined && { sourceSectionLimit: toSectionLimit(sourceLimit) }),
          },
          timeouts: { headers: 120_000, idle: 120_000 },
        },
        signal,
      );
      yield { type: "reply-start" };
      const sources: Source[] = [];
      const hold = new MarkerHold();
      const reply = new ReplyText();
      let shown = "";
      let isComplete = false;
      try {
        const frames = decodeFrames(limitBytes(response.body, maxReplyBytes), {
          headers: response.headers,
          expected: "json",
          onOther: (framing) => http.tolerance.reframe("the answer", framing),
        });
        for await (const frame of frames) {
          for (const part of readFrame(frame)) {
            if (part.kind === "section") {
              const source = toSource(part.section);
              sources.push(source);
              yield { type: "source-found", source };
            } else if (part.kind === "unreadable") {
              http.tolerance.leaveOut("the answer", ["a piece has no text"]);
            } else {
              const piece = hold.push(reply.add(part));
              shown += piece;
              if (piece !== "") yield { type: "text-delta", text: piece };
            }
          }
        }
        isComplete = true;
      } finally {
        // The service never returns sections again (trap 14). An answer that broke off may cite any of them.
        const worthKeeping = isComplete
          ? citedSources(resolveMarkers(reply.text, sources), sources)
          : sources;
        if (worthKeeping.length > 0) await notes.addSources(session, worthKeeping);
      }
      if (reply.text.trim() === "") throw new ChatError("bad-reply", "the answer is empty");
      const rest = hold.end();
      if (rest !== "") yield { type: "text-delta", text: rest };
      const resolved = resolveMarkers(reply.text, sources);
      yield {
        type: "reply-end",
        outcome: "complete",
        ...(resolved !== shown + rest && { text: resolved }),
      };
    },

    async openChat(chatbotId, signal) {
      if (chatbotId !== plainChats.id) return { prompts: [], recipes: [] };
      const recipes = await http.json(
        recipesSchema,
        { method: "GET", path: "/api/chats/recipes" },
        signal,
      );
      const sorted = recipes.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
      return { prompts: [], recipes: sorted.map(({ id, name }) => ({ id, name: name || id })) };
    },
  };
}

/** A whole number from 1 to 50, as the service takes it (4.3.4). */
function toSectionLimit(limit: number): number {
  return Math.min(50, Math.max(1, Math.round(limit)));
}

/**
 * The service lists newest first (trap 1), unless its times say otherwise, or where these are equal or missing, that
 * a question stands first and an answer last.
 */
function oldestFirst(records: readonly WireMessage[]): readonly WireMessage[] {
  const times = records.map(({ created_at }) => parseTime(created_at));
  const known = times.filter((time) => time !== undefined);
  const [first = 0, last = 0] = [known[0], known.at(-1)];
  const beginsWithQuestion =
    records.length > 1 &&
    toRole(records[0]?.role) === "user" &&
    toRole(records.at(-1)?.role) === "assistant";
  const isOldestFirst = first === last ? beginsWithQuestion : first < last;
  const ordered = isOldestFirst ? records : records.toReversed();
  if (known.length < records.length) return ordered;
  return ordered.toSorted(
    (a, b) => (parseTime(a.created_at) ?? 0) - (parseTime(b.created_at) ?? 0),
  );
}

function toMessage(record: WireMessage, sources: readonly Source[]): Message {
  const text = resolveMarkers(record.content ?? "", sources);
  const cited = [...citedSources(text, sources), ...forgottenSources(text, sources)];
  const createdAt = parseTime(record.created_at);
  return {
    key: record.id,
    recordId: record.id,
    role: toRole(record.role),
    text,
    ...(createdAt !== undefined && { createdAt }),
    ...(cited.length > 0 && { sources: cited }),
  };
}

/** Values beyond these three are filler of the docs (trap 26); what is not the user's own text is the bot's. */
function toRole(role: string | null | undefined): Role {
  const name = role?.toLowerCase();
  return name === "user" || name === "system" ? name : "assistant";
}

function toSession(chat: WireChat, chatbotId: string): Session {
  const createdAt = parseTime(chat.created_at);
  // `last_message_at` of knowledge-bot chats equals `created_at` in the docs, so the later of the two counts.
  const times = [chat.last_message_at, chat.updated_at].flatMap((time) => parseTime(time) ?? []);
  const updatedAt = times.length > 0 ? Math.max(...times) : createdAt;
  return {
    id: chat.id,
    chatbotId,
    ...(chat.title && { title: chat.title }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}
