import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
  SimulationContext,
} from "../../../../core/simulation.ts";
import { bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import type { StoredChatbot, StoredMessage, StoredThread } from "../wire.ts";
import { hasBody, ifConfirmed, invalid, page, refuse, succeed, textsIn } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";
import { conversationJson, type Marks, messageJson } from "./messageJson.ts";

const threadPath = `${botPath}/conversations/{threadId}`;
const reactions = new Set(["POSITIVE", "NEGATIVE", "NEUTRAL"]);

/** The calls about conversations and messages (section 6). */
export function conversationRoutes(
  context: SimulationContext,
  store: Store,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  const marks = new Map<StoredThread, Marks>();
  const marksOf = (thread: StoredThread): Marks => marks.get(thread) ?? {};
  const listed = (thread: StoredThread): readonly StoredMessage[] =>
    thread.messages.filter(context.isListed);
  const toJson = (thread: StoredThread): unknown =>
    conversationJson(thread, listed(thread), marksOf(thread));

  const forThread = (
    handle: (thread: StoredThread, request: SimulatedRequest) => SimulatedResponse,
  ) =>
    forChatbot((chatbot, request) => {
      const thread = store.thread(chatbot, request.parameter("threadId"));
      return thread ? handle(thread, request) : refuse(404, "CONVERSATION_NOT_FOUND");
    });

  /** Only the two documented members are taken (trap 4). */
  function send(
    request: SimulatedRequest,
    open: () => StoredThread,
    toData: (thread: StoredThread, message: StoredMessage) => unknown,
  ): SimulatedResponse {
    const body = bodyOf(request);
    const text = textIn(body, "message");
    const strangers = Object.keys(body).filter((name) => !["message", "pageUrl"].includes(name));
    if (text === undefined) return invalid("message is required");
    if (strangers.length > 0) return invalid(...strangers.map((name) => `${name} is not known`));
    const thread = open();
    const message = context.isOverLimit()
      ? store.refuse(thread, text, context.now())
      : store.ask(thread, text, context.now(), null);
    const words = message.answer?.text.length ?? 0;
    return {
      ...succeed(toData(thread, message)),
      said: message.answer?.text,
      stepsBefore: Math.min(60, Math.ceil(words / 12)),
    };
  }

  /** Hands a conversation over (6.8). */
  const handOver = (segment: string, change: (thread: StoredThread, text?: string) => void) =>
    ({
      method: "POST",
      path: `${threadPath}/${segment}`,
      handle: forThread((thread, request) => {
        if (!hasBody(request)) return invalid("a JSON body is required");
        change(thread, textIn(bodyOf(request), "message"));
        return succeed({});
      }),
    }) satisfies SimulatedRoute;

  return [
    {
      method: "POST",
      path: `${botPath}/messages`,
      asks: true,
      handle: forChatbot((chatbot, request) =>
        send(
          request,
          () => store.openThread(chatbot, context.now()),
          (thread, message) => ({ conversation: toJson(thread), message: messageJson(message) }),
        ),
      ),
    },
    {
      method: "POST",
      path: `${threadPath}/messages`,
      asks: true,
      handle: forThread((thread, request) =>
        send(
          request,
          () => thread,
          (_thread, message) => ({ message: messageJson(message) }),
        ),
      ),
    },
    {
      method: "GET",
      path: `${botPath}/conversations`,
      handle: forChatbot((chatbot, { query }) => {
        const found = newestFirst(store, chatbot).filter((thread) =>
          isWanted(thread, marksOf(thread), query),
        );
        const filters = Object.fromEntries(query);
        return succeed({ ...page("conversations", found, query, toJson), filters });
      }),
    },
    {
      method: "POST",
      path: `${botPath}/conversations`,
      handle: forChatbot((chatbot, request) => {
        if (!hasBody(request)) return invalid("a JSON body is required");
        const thread = store.openThread(chatbot, context.now());
        return succeed({ conversation: toJson(thread) }, { status: 201 });
      }),
    },
    {
      method: "GET",
      path: threadPath,
      handle: forThread((thread) => succeed({ conversation: toJson(thread) })),
    },
    {
      method: "PATCH",
      path: threadPath,
      handle: forThread((thread, request) => {
        const body = bodyOf(request);
        const flags = ["resolved", "important", "read"].filter((name) => name in body);
        const wrong = flags.filter((name) => typeof body[name] !== "boolean");
        if (wrong.length > 0) return invalid(...wrong.map((name) => `${name} is no boolean`));
        if ("tagIds" in body && !textsIn(body, "tagIds")) return invalid("tagIds is no list");
        const names = [...flags, ...("tagIds" in body ? ["tagIds"] : [])];
        const change = Object.fromEntries(names.map((name) => [name, body[name]]));
        marks.set(thread, { ...marksOf(thread), ...change });
        return succeed({ conversation: toJson(thread) });
      }),
    },
    {
      method: "DELETE",
      path: threadPath,
      handle: forThread((thread, request) =>
        ifConfirmed(request, () => {
          store.removeThread(thread);
          return succeed({});
        }),
      ),
    },
    handOver("escalate", (thread, text) => store.escalate(thread, text, context.now())),
    handOver("take-over", (thread) => {
      thread.mode = "AGENT";
    }),
    handOver("switch-to-ai", (thread) => {
      thread.mode = "AI";
      thread.escalated = false;
    }),
    {
      method: "GET",
      path: `${threadPath}/messages`,
      handle: forThread((thread, { query }) =>
        succeed(page("messages", listed(thread), query, messageJson)),
      ),
    },
    {
      method: "PATCH",
      path: `${threadPath}/messages/{messageId}`,
      handle: forThread((thread, request) => {
        const message = thread.messages.find(({ id }) => id === request.parameter("messageId"));
        if (!message) return refuse(404, "MESSAGE_NOT_FOUND");
        const reaction = textIn(bodyOf(request), "reaction") ?? "";
        if (!reactions.has(reaction)) return invalid("reaction is not known");
        message.reaction = reaction;
        return succeed({ message: messageJson(message) });
      }),
    },
  ];
}

function newestFirst(store: Store, chatbot: StoredChatbot): readonly StoredThread[] {
  return store.threadsOf(chatbot).toSorted((a, b) => b.startedAt - a.startedAt);
}

/** Whether a conversation fits the filters that are simulated here (6.3). */
function isWanted(thread: StoredThread, { resolved = false }: Marks, query: URLSearchParams) {
  const status = query.get("status") ?? "all";
  const mode = query.get("mode");
  return (
    (status === "all" || (status === "resolved") === resolved) &&
    (mode === null || mode === thread.mode)
  );
}
