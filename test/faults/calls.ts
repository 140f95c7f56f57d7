import type { HttpClient } from "../../src/core/http/client.ts";
import type { ChatProvider, SessionAddress } from "../../src/core/provider.ts";
import type { ChatEvent } from "../../src/core/chatEvents.ts";

/** What a call is made with. */
export interface CallContext {
  readonly provider: ChatProvider;
  readonly http: HttpClient;
  readonly chatbotId: string;
  readonly question: string;
  readonly session: SessionAddress;
  /** Records of the session, as many as were asked for. */
  readonly recordIds: readonly string[];
}

/**
 * A method of `ChatProvider` that calls a service. Describing an account leaves out what is refused, so each of its
 * calls takes part as an endpoint.
 */
export type Method = Exclude<keyof ChatProvider, "resources" | "describeAccount">;

/** One way to call a method of `ChatProvider`. */
export interface Call {
  readonly name: string;
  /** Undefined for an endpoint of a service, which several methods may call. */
  readonly method?: Method;
  /** How many questions its session holds; undefined for a call that changes nothing and shares one session. */
  readonly asked?: number;
  /** Makes the call and gives what it told, without what is different each time. */
  readonly run: (context: CallContext, signal: AbortSignal) => Promise<unknown>;
}

/** Every method of `ChatProvider`. The compiler sees to it that none is left out. */
const calls: Readonly<Record<Method, readonly Omit<Call, "method">[]>> = {
  listChatbots: [
    { name: "listChatbots", run: async ({ provider }, signal) => provider.listChatbots(signal) },
  ],
  listSessions: [
    {
      name: "listSessions",
      run: async ({ provider, chatbotId }, signal) => provider.listSessions(chatbotId, signal),
    },
  ],
  readSession: [
    {
      name: "readSession",
      run: async ({ provider, session }, signal) => provider.readSession?.(session, signal),
    },
  ],
  listMessages: [
    {
      name: "listMessages",
      run: async ({ provider, session }, signal) => provider.listMessages(session, signal),
    },
  ],
  openChat: [
    {
      name: "openChat",
      run: async ({ provider, chatbotId }, signal) => provider.openChat?.(chatbotId, signal),
    },
  ],
  createSession: [
    {
      name: "createSession",
      asked: 0,
      run: async ({ provider, chatbotId, question }, signal) => {
        const options = { firstQuestion: question };
        const created = await provider.createSession?.(chatbotId, options, signal);
        if (!created) return undefined;
        const { id, createdAt: _created, updatedAt: _updated, ...rest } = created;
        return { ...rest, hasId: id !== "" };
      },
    },
  ],
  send: [
    {
      name: "send",
      asked: 0,
      run: async ({ provider, session, question }, signal) => {
        const events: ChatEvent[] = [];
        const request = { session, text: question, knownRecordIds: [] };
        for await (const event of provider.send(request, signal)) events.push(event);
        return summarise(events);
      },
    },
  ],
  sendFirst: [
    {
      name: "sendFirst",
      asked: 0,
      run: async ({ provider, chatbotId, question }, signal) => {
        const events: ChatEvent[] = [];
        for await (const event of provider.sendFirst?.({ chatbotId, text: question }, signal) ?? [])
          events.push(event);
        return summarise(events);
      },
    },
  ],
  findSessions: [
    {
      name: "findSessions",
      run: async ({ provider, chatbotId, question }, signal) =>
        provider.findSessions?.(chatbotId, { text: question, askedAt: Date.now() }, signal),
    },
  ],
  deleteSession: [
    {
      name: "deleteSession",
      asked: 1,
      run: async ({ provider, session }, signal) => provider.deleteSession?.(session, signal),
    },
  ],
  deleteMessages: [
    {
      name: "deleteMessages, one",
      asked: 2,
      run: async ({ provider, session, recordIds }, signal) =>
        provider.deleteMessages?.(session, recordIds.slice(0, 1), signal),
    },
    {
      name: "deleteMessages, two",
      asked: 2,
      run: async ({ provider, session, recordIds }, signal) =>
        provider.deleteMessages?.(session, recordIds, signal),
    },
  ],
  react: [
    {
      name: "react",
      asked: 1,
      run: async ({ provider, session, recordIds }, signal) =>
        provider.react?.(session, recordIds[0] ?? "", "negative", signal),
    },
  ],
  escalate: [
    {
      name: "escalate",
      asked: 1,
      run: async ({ provider, session }, signal) =>
        provider.escalate?.(session, "I want to talk to a person", signal),
    },
  ],
  replyAsHuman: [
    {
      name: "replyAsHuman",
      asked: 1,
      run: async ({ provider, session }, signal) =>
        provider.replyAsHuman?.(session, { text: "I look into it.", author: "Noor" }, signal),
    },
  ],
};

/** All calls that a provider has. */
export function callsOf(provider: ChatProvider): readonly Call[] {
  return Object.entries(calls).flatMap(([name, ways]) => {
    const method = name as Method;
    return provider[method] === undefined ? [] : ways.map((way) => ({ ...way, method }));
  });
}

/** What an answer told, however it was cut into pieces. */
function summarise(events: readonly ChatEvent[]) {
  const shown = events.flatMap((event) => (event.type === "text-delta" ? [event.text] : []));
  const end = events.find((event) => event.type === "reply-end");
  return {
    text: end?.text ?? shown.join(""),
    sources: events.flatMap((event) => (event.type === "source-found" ? [event.source] : [])),
    prompts: events.flatMap((event) => (event.type === "prompts-offered" ? event.prompts : [])),
    outcome: end?.outcome,
    hasRecord: end?.recordId !== undefined,
    starts: events.filter(({ type }) => type === "reply-start").length,
    ends: events.filter(({ type }) => type === "reply-end").length,
  };
}
