import type {
  CreateSimulation,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import { brandRoutes } from "./brands.ts";
import { chatbotRoutes } from "./chatbots.ts";
import { collectionRoutes } from "./collections.ts";
import { knowledgeRoutes } from "./knowledge.ts";
import {
  type Body,
  bodyOf,
  botPath,
  type ForChatbot,
  invalid,
  pageOf,
  textIn,
} from "./requests.ts";
import { settingsRoutes } from "./settings.ts";
import { createStore } from "./store.ts";
import {
  type StoredThread,
  refuse,
  sentMessageJson,
  sixDigits,
  succeed,
  threadJson,
  threadListItemJson,
} from "./wire.ts";

/** The options that go along with a message of the user. */
function promptsIn(body: Body): Body[] {
  const prompts: unknown[] = Array.isArray(body["prompts"]) ? body["prompts"] : [];
  return prompts.flatMap((prompt) => {
    const { title, description } = (prompt ?? {}) as Body;
    return typeof title === "string" && typeof description === "string"
      ? [{ title, description }]
      : [];
  });
}

/** Simulates SiteGPT v0: every answer is one envelope, and a message is answered in one piece. */
export const createSimulation: CreateSimulation = (context) => {
  const listed = (thread: StoredThread): StoredThread => ({
    ...thread,
    messages: thread.messages.filter(context.isListed),
  });
  const store = createStore(context);

  const forChatbot: ForChatbot = (handle) => (request) => {
    const chatbot = store.chatbots.find(({ id }) => id === request.parameter("chatbotId"));
    return chatbot ? handle(chatbot, request) : refuse(404, "CHATBOT_NOT_FOUND");
  };
  const forThread = (
    handle: (thread: StoredThread, request: SimulatedRequest) => SimulatedResponse,
  ) =>
    forChatbot((chatbot, request) => {
      const thread = store.thread(chatbot, request.parameter("threadId"));
      return thread ? handle(thread, request) : refuse(404, "THREAD_NOT_FOUND");
    });

  const createThread = forChatbot((chatbot, request) => {
    const body = bodyOf(request);
    const id = textIn(body, "threadId");
    if (id !== undefined && store.thread(chatbot, id)) {
      return invalid("threadId", "A thread with this id exists");
    }
    const thread = store.openThread(chatbot, context.now(), id);
    thread.mode = body["mode"] === "AGENT" ? "AGENT" : "AI";
    const email = textIn(body, "chatUserEmail");
    thread.chatUser = email === undefined ? null : { email };
    return succeed("Created the thread successfully", { thread: threadJson(listed(thread), true) });
  });

  const updateThread = forThread((thread, request) => {
    const body = bodyOf(request);
    const { mode, chatUser } = body;
    if (mode !== undefined && mode !== "AI" && mode !== "AGENT") {
      return invalid("mode", "Expected AI or AGENT");
    }
    thread.mode = mode ?? thread.mode;
    const webhookUrl = textIn(body, "webhookUrl");
    if (webhookUrl !== undefined) {
      thread.webhookUrl = webhookUrl;
    }
    if (typeof chatUser === "object" && chatUser !== null) {
      thread.chatUser = { ...thread.chatUser, ...chatUser };
    }
    return succeed("Updated the thread successfully", null);
  });

  const sendMessage = forChatbot((chatbot, request) => {
    const body = bodyOf(request);
    const text = textIn(body, "message");
    const threadId = textIn(body, "threadId");
    if (text === undefined) {
      return invalid("message", "Required");
    }
    if (!["USER", "AGENT", undefined].includes(body["from"] as string | undefined)) {
      return invalid("from", "Expected USER or AGENT");
    }
    if (body["from"] === "AGENT" && threadId === undefined) {
      return invalid("threadId", "Required when from is AGENT");
    }
    const now = context.now();
    const thread =
      threadId === undefined ? store.openThread(chatbot, now) : store.thread(chatbot, threadId);
    if (!thread) {
      return refuse(404, "THREAD_NOT_FOUND");
    }
    const iconUrl = textIn(body, "iconUrl") ?? null;
    const message =
      body["from"] === "AGENT"
        ? store.reply(thread, text, now, {
            agentName: textIn(body, "agentName") ?? "",
            iconUrl,
            prompts: store.withIds(promptsIn(body)),
          })
        : context.isOverLimit()
          ? store.refuse(thread, text, now)
          : store.ask(thread, text, now, iconUrl);
    const data = { message: sentMessageJson(message, thread) };
    const words = message.messageType === "NORMAL_MESSAGE" ? (message.answer?.text.length ?? 0) : 0;
    return {
      ...succeed("Sent the message successfully", data),
      said: body["from"] === "AGENT" ? undefined : message.answer?.text,
      stepsBefore: Math.min(60, Math.ceil(words / 12)),
    };
  });

  const react = forChatbot((chatbot, request) => {
    const body = bodyOf(request);
    const thread = store.thread(chatbot, textIn(body, "threadId") ?? "");
    const message = thread?.messages.find(({ id }) => id === request.parameter("messageId"));
    const reaction = textIn(body, "reaction");
    if (!message) {
      return refuse(404, "MESSAGE_NOT_FOUND");
    }
    if (reaction === undefined || !["POSITIVE", "NEGATIVE", "NEUTRAL"].includes(reaction)) {
      return invalid("reaction", "Expected POSITIVE, NEGATIVE or NEUTRAL");
    }
    message.reaction = reaction;
    return succeed("Updated the  message successfully", null);
  });

  const routes: readonly SimulatedRoute[] = [
    {
      method: "GET",
      path: `${botPath}/threads`,
      handle: forChatbot((chatbot, { query }) =>
        succeed("Fetched threads successfully", {
          threads: pageOf(store.threadsOf(chatbot), query, context.mostPerPage).map(
            threadListItemJson,
          ),
        }),
      ),
    },
    { method: "POST", path: `${botPath}/threads`, handle: createThread },
    {
      method: "GET",
      path: `${botPath}/threads/{threadId}`,
      handle: forThread((thread) =>
        succeed("Fetched thread successfully", { thread: threadJson(listed(thread), false) }),
      ),
    },
    { method: "PATCH", path: `${botPath}/threads/{threadId}`, handle: updateThread },
    {
      method: "POST",
      path: `${botPath}/threads/{threadId}/escalate`,
      handle: forThread((thread, request) => {
        store.escalate(thread, textIn(bodyOf(request), "escalationPrompt"), context.now());
        return succeed("Escalated the thread successfully", null);
      }),
    },
    { method: "POST", path: `${botPath}/message`, asks: true, handle: sendMessage },
    { method: "PATCH", path: `${botPath}/messages/{messageId}`, handle: react },
    ...chatbotRoutes(store, forChatbot, context.mostPerPage),
    ...settingsRoutes(forChatbot),
    ...collectionRoutes(forChatbot, store.uuid),
    ...knowledgeRoutes(store, forChatbot),
    ...brandRoutes(store, () => sixDigits(context.now())),
  ];
  return { routes, refuse };
};
