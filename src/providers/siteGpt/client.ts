import { unknown } from "valibot";
import { ChatError, toChatError } from "../../core/errors.ts";
import type { HttpCall } from "../../core/http/client.ts";
import { path } from "../../core/http/path.ts";
import type { ErrorKind, Opening, Session } from "../../core/model.ts";
import type {
  ChatEvent,
  ChatProvider,
  ProviderContext,
  SessionAddress,
} from "../../core/provider.ts";
import { limitBytes } from "../../core/wire/bytes.ts";
import { decodeJson, isRecord } from "../../core/wire/json.ts";
import { parse, type Schema } from "../../core/wire/schema.ts";
import { parseTime } from "../../core/wire/time.ts";
import { readPages } from "./pages.ts";
import { authorOf, toMessages, toPrompt, toPrompts, toSources } from "./messages.ts";
import {
  chatbotsSchema,
  envelope,
  followUpPromptsSchema,
  oneChatbotSchema,
  oneThreadSchema,
  quickPromptsSchema,
  sentSchema,
  threadsSchema,
  type WireThread,
} from "./wire.ts";

const maxReplyBytes = 16 * 1024 * 1024;

/** The client of SiteGPT's v0 API. Section numbers refer to its reference. */
export function createClient(context: ProviderContext): ChatProvider {
  const http = context.http.withErrors(classifyError);

  /** Calls and takes the payload out of the envelope (1.3). */
  async function read<T>(data: Schema<T>, call: HttpCall, signal: AbortSignal): Promise<T> {
    const body = await http.json(unknown(), call, signal);
    throwIfRefused(body);
    return parse(envelope(data), body, `${call.method} ${call.path}`).data;
  }

  async function readThread(
    { chatbotId, sessionId }: SessionAddress,
    signal: AbortSignal,
  ): Promise<WireThread> {
    const call = {
      method: "GET",
      path: path`/api/v0/chatbots/${chatbotId}/threads/${sessionId}`,
    } as const;
    return (await read(oneThreadSchema, call, signal)).thread;
  }

  /** Texts of the configured prompts that call a human, by chatbot: a message's own prompts do not say it (3.4). */
  const escalationsByChatbot = new Map<string, readonly string[]>();

  async function readEscalations(
    chatbotId: string,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const known = escalationsByChatbot.get(chatbotId);
    if (known) return known;
    try {
      const call = {
        method: "GET",
        path: path`/api/v0/chatbots/${chatbotId}/follow-up-prompts`,
      } as const;
      const { followUpPrompts } = await read(followUpPromptsSchema, call, signal);
      const texts = (followUpPrompts ?? [])
        .flatMap(toPrompt)
        .flatMap(({ kind, text }) => (kind === "escalation" ? [text] : []));
      escalationsByChatbot.set(chatbotId, texts);
      return texts;
    } catch (error) {
      if (signal.aborted) throw error;
      // Without them, the button asks its text as a question.
      context.log.warn(`follow-up prompts: ${toChatError(error).message}`);
      return [];
    }
  }

  return {
    resources: [],

    async listChatbots(signal) {
      const chatbots = await readPages(
        async (query) => {
          const call = { method: "GET", path: "/api/v0/chatbots", query } as const;
          return (await read(chatbotsSchema, call, signal)).chatbots;
        },
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
        async (query) => {
          const call = {
            method: "GET",
            path: path`/api/v0/chatbots/${chatbotId}/threads`,
            query,
          } as const;
          return (await read(threadsSchema, call, signal)).threads;
        },
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
      return toSession((await read(oneThreadSchema, call, signal)).thread, chatbotId);
    },

    async readSession(address, signal) {
      return toSession(await readThread(address, signal), address.chatbotId);
    },

    async listMessages(address, signal) {
      const { messages } = await readThread(address, signal);
      const offersPrompts = messages?.some(({ prompts }) => prompts?.length) ?? false;
      const escalations = offersPrompts ? await readEscalations(address.chatbotId, signal) : [];
      return (messages ?? []).flatMap((message) => toMessages(message, escalations));
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
      const body = await decodeJson(limitBytes(response.body, maxReplyBytes), "the answer");
      throwIfRefused(body);
      const { message } = parse(envelope(sentSchema), body, "the answer").data;
      yield { type: "reply-start" };
      if (message.answer?.text) yield { type: "text-delta", text: message.answer.text };
      for (const source of toSources(message)) yield { type: "source-found", source };
      const escalations = message.prompts?.length
        ? await readEscalations(session.chatbotId, signal)
        : [];
      const prompts = toPrompts(message, escalations);
      if (prompts.length > 0) yield { type: "prompts-offered", prompts };
      const author = authorOf(message);
      yield {
        type: "reply-end",
        // Undocumented: in human mode the question is stored and nobody answers at once (9.1).
        outcome: message.answer?.text ? "complete" : "for-humans",
        ...(message.id && { recordId: message.id }),
        ...(message.gptModel && { model: message.gptModel }),
        ...(author !== undefined && { author }),
      };
    },

    async react({ chatbotId, sessionId }, recordId, reaction, signal) {
      await read(
        unknown(),
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
      await read(
        unknown(),
        {
          method: "POST",
          path: path`/api/v0/chatbots/${chatbotId}/threads/${sessionId}/escalate`,
          json: reason === undefined ? {} : { escalationPrompt: reason },
        },
        signal,
      );
    },

    async openChat(chatbotId, signal): Promise<Opening> {
      const [{ chatbot }, quickPrompts] = await Promise.all([
        read(
          oneChatbotSchema,
          { method: "GET", path: path`/api/v0/chatbots/${chatbotId}` },
          signal,
        ),
        read(
          quickPromptsSchema,
          { method: "GET", path: path`/api/v0/chatbots/${chatbotId}/quick-prompts` },
          signal,
        ),
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

/** `success: false` under status 200 is undocumented and cheap to check (trap 30). */
function throwIfRefused(body: unknown): void {
  if (!isRecord(body) || body["success"] !== false) return;
  const error = isRecord(body["error"]) ? body["error"]["message"] : undefined;
  const message = typeof error === "string" ? error : body["message"];
  throw new ChatError(classifyError(200, body) ?? "rejected", "success is false", {
    serviceMessage: typeof message === "string" ? message : undefined,
  });
}

/** Reads `error.code` (1.4); which status goes with a limit is undocumented, so the code decides. */
function classifyError(_status: number, body: unknown): ErrorKind | undefined {
  const error = isRecord(body) ? body["error"] : undefined;
  switch (isRecord(error) ? error["code"] : undefined) {
    case "API_KEY_NOT_VALID":
      return "bad-key";
    case "CHATBOT_FETCH_FORBIDDEN":
      return "forbidden";
    case "CHATBOT_NOT_FOUND":
      return "not-found";
    case "REQUEST_VALIDATION_FAILED":
      return "rejected";
    case "CHATBOT_LIMIT_REACHED":
    case "MESSAGES_LIMIT_REACHED":
      return "out-of-quota";
    default:
      return undefined;
  }
}

function toSession(thread: WireThread, chatbotId: string): Session {
  const createdAt = parseTime(thread.startedAt);
  const updatedAt = parseTime(thread.updatedAt) ?? createdAt;
  const title =
    thread.lastMessage?.question?.text ??
    thread.messages?.find(({ question }) => question)?.question?.text;
  return {
    id: thread.threadId,
    chatbotId,
    ...(title && { title }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    humanMode: thread.mode === "AGENT",
  };
}
