import type {
  CreateSimulation,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../core/simulation.ts";
import { createStore } from "./simulateStore.ts";
import {
  type Prompt,
  type StoredChatbot,
  type StoredThread,
  chatbotJson,
  refuse,
  sentMessageJson,
  succeed,
  threadJson,
  threadListItemJson,
} from "./simulateWire.ts";

type Body = Readonly<Record<string, unknown>>;

/** The members of a JSON body; none when it is not a JSON object. */
function bodyOf(request: SimulatedRequest): Body {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(request.body));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // Some calls have an optional body, and a broken one lacks whatever the call needs.
    return {};
  }
}

function textIn(body: Body, key: string): string | undefined {
  const value = body[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function invalid(field: string, message: string): SimulatedResponse {
  return refuse(400, undefined, [{ field, message }]);
}

/** The page of a list that the query asks for. */
function pageOf<Item>(items: readonly Item[], query: URLSearchParams): readonly Item[] {
  const number = (name: string, usual: number): number =>
    Math.max(1, Math.trunc(Number(query.get(name) ?? usual)) || usual);
  const limit = Math.min(100, number("limit", 20));
  const start = (number("page", 1) - 1) * limit;
  return items.slice(start, start + limit);
}

function promptsIn(body: Body): Omit<Prompt, "id">[] {
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
  const store = createStore(context);

  const forChatbot =
    (handle: (chatbot: StoredChatbot, request: SimulatedRequest) => SimulatedResponse) =>
    (request: SimulatedRequest) => {
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
    return succeed("Created the thread successfully", { thread: threadJson(thread, true) });
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
        : store.ask(thread, text, now, iconUrl);
    const data = { message: sentMessageJson(message, thread) };
    const words = message.messageType === "NORMAL_MESSAGE" ? (message.answer?.text.length ?? 0) : 0;
    return {
      ...succeed("Sent the message successfully", data),
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

  const bot = "/api/v0/chatbots/{chatbotId}";
  const routes: readonly SimulatedRoute[] = [
    {
      method: "GET",
      path: "/api/v0/chatbots",
      handle: ({ query }) =>
        succeed("Fetched chatbots successfully", {
          chatbots: pageOf(store.chatbots, query).map(chatbotJson),
        }),
    },
    {
      method: "GET",
      path: bot,
      handle: forChatbot((chatbot) =>
        succeed("Fetched chatbot successfully", { chatbot: chatbotJson(chatbot) }),
      ),
    },
    {
      method: "GET",
      path: `${bot}/threads`,
      handle: forChatbot((chatbot, { query }) =>
        succeed("Fetched threads successfully", {
          threads: pageOf(store.threadsOf(chatbot), query).map(threadListItemJson),
        }),
      ),
    },
    { method: "POST", path: `${bot}/threads`, handle: createThread },
    {
      method: "GET",
      path: `${bot}/threads/{threadId}`,
      handle: forThread((thread) =>
        succeed("Fetched thread successfully", { thread: threadJson(thread, false) }),
      ),
    },
    { method: "PATCH", path: `${bot}/threads/{threadId}`, handle: updateThread },
    {
      method: "POST",
      path: `${bot}/threads/{threadId}/escalate`,
      handle: forThread((thread, request) => {
        store.escalate(thread, textIn(bodyOf(request), "escalationPrompt"), context.now());
        return succeed("Escalated the thread successfully", null);
      }),
    },
    { method: "POST", path: `${bot}/message`, asks: true, handle: sendMessage },
    { method: "PATCH", path: `${bot}/messages/{messageId}`, handle: react },
    {
      method: "GET",
      path: `${bot}/quick-prompts`,
      handle: forChatbot(({ starters }) =>
        succeed("Fetched quick prompts successfully", { prompts: starters }),
      ),
    },
    {
      method: "GET",
      path: `${bot}/conversation-starters`,
      handle: forChatbot(({ starters }) =>
        succeed("Fetched conversation starters successfully", { conversationStarters: starters }),
      ),
    },
    {
      method: "GET",
      path: `${bot}/follow-up-prompts`,
      handle: forChatbot(({ followUps }) =>
        succeed("Fetched follow up prompts successfully", { followUpPrompts: followUps }),
      ),
    },
  ];
  return { routes, refuse };
};
