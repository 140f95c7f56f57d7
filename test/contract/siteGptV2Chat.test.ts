import { describe, expect, test } from "vitest";
import { siteGpt } from "../../src/providers/siteGpt/index.ts";
import { editionsOf } from "../../src/core/editions.ts";
import { collect } from "../helpers/bytes.ts";
import { openChat, textsOf } from "../helpers/openChat.ts";
import { noSignal, openProvider } from "./openProvider.ts";
import { answering, message, refusing, sent } from "./siteGptV2Answers.ts";

const chatbotId = "365062873485935184";
const session = { chatbotId, sessionId: "t" };
const first = { chatbotId, text: "Hello?" };
const base = `/api/v2/chatbots/${chatbotId}`;

type Answering = ReturnType<typeof answering>;

const startWith = async ({ provider }: Answering) => {
  if (!provider.sendFirst) throw new Error("the first question makes no session");
  return collect(provider.sendFirst(first, noSignal));
};
const goOnWith = async ({ provider }: Answering) =>
  collect(provider.send({ session, text: "Hello?" }, noSignal));

describe("asking SiteGPT v2", () => {
  test("sends the question and the page, and nothing else (trap 4)", async () => {
    const open = answering(() => ({ data: sent }));
    await startWith(open);
    await goOnWith(open);
    expect(open.calls).toEqual([
      `POST ${base}/messages {"message":"Hello?","pageUrl":null}`,
      `POST ${base}/conversations/t/messages {"message":"Hello?","pageUrl":null}`,
    ]);
    for (const { timeouts } of open.requests) expect(timeouts.headers).toBeGreaterThan(60_000);
  });

  test("the first answer tells the session before the reply starts (trap 2)", async () => {
    const events = await startWith(answering(() => ({ data: sent })));
    expect(events.map(({ type }) => type)).toEqual([
      "session-created",
      "reply-start",
      "text-delta",
      "reply-end",
    ]);
    expect(events[0]).toMatchObject({ session: { id: "t", chatbotId } });
    expect(events.at(-1)).toMatchObject({ outcome: "complete", recordId: message.messageId });
  });

  test.each([
    ["in the message", { message: { ...message, threadId: "t" } }],
    ["beside it", { message, threadId: "t" }],
  ])("an answer without a conversation may name it %s", async (_where, data) => {
    const events = await startWith(answering(() => ({ data })));
    expect(events[0]).toMatchObject({ type: "session-created", session: { id: "t" } });
  });

  test("an answer that names no conversation is shown, and its session is found (deviation 3)", async () => {
    const { provider, calls } = answering((call) => {
      if (call.startsWith("POST")) return { data: { message } };
      if (call.includes("/messages")) return { data: { messages: [message] } };
      return {
        data: {
          conversations: [
            {
              threadId: "t",
              startedAt: new Date().toISOString(),
              totalMessages: 1,
              lastMessage: message,
            },
          ],
        },
      };
    });
    const { chat, idleAtLast } = await openChat({ connect: async () => provider, chatbotId });
    let shown = "";
    chat.subscribe((change) => {
      if (change.type === "text-delta") shown += change.text;
    });
    chat.ask("Hello?");
    await idleAtLast();
    expect(shown).toBe("Hi!");
    expect(chat.serviceId).toBe("t");
    expect(textsOf(chat.state.messages)).toEqual(["user: Hello?", "assistant: Hi!"]);
    expect(calls.filter((call) => call.startsWith("POST"))).toHaveLength(1);
  });

  test.each([
    ["null in AGENT mode", { ...message, answer: null }, "AGENT", "for-humans"],
    [
      "null as a visitor's message",
      { ...message, answer: null, messageType: "USER_MESSAGE" },
      "AI",
      "for-humans",
    ],
    ["null in AI mode", { ...message, answer: null }, "AI", "complete"],
    ["with an empty text", { ...message, answer: { text: "" } }, "AI", "complete"],
    ["of an unknown type", { ...message, messageType: "NEW_MESSAGE" }, "AI", "complete"],
  ])("an answer that is %s is no failure (trap 3)", async (_case, given, mode, outcome) => {
    const start = answering(() => ({
      data: { ...sent, conversation: { threadId: "t", mode }, message: given },
    }));
    expect((await startWith(start)).at(-1)).toMatchObject({ type: "reply-end", outcome });
    // The second call does not tell the mode: then the conversation is asked for it.
    const goOn = answering((call) =>
      call.startsWith("GET")
        ? { data: { conversation: { threadId: "t", mode } } }
        : { data: { message: given } },
    );
    expect((await goOnWith(goOn)).at(-1)).toMatchObject({ type: "reply-end", outcome });
  });

  test("an answer without its half, and a mode that cannot be read, are no failure", async () => {
    const { answer: _answer, ...half } = message;
    const open = answering((call) =>
      call.startsWith("GET")
        ? refusing(403, "TOKEN_SCOPE_NOT_ALLOWED")
        : { data: { message: half } },
    );
    expect((await goOnWith(open)).at(-1)).toMatchObject({ outcome: "complete" });
  });

  test("sources are addresses, and what is unknown is left alone (deviation 23)", async () => {
    const source = "https://shop.example.com/returns";
    const given = { ...message, sources: [source], novelty: { deep: [1] } };
    const events = await goOnWith(answering(() => ({ data: { message: given, more: 1 } })));
    const found = events.find((event) => event.type === "source-found");
    expect(found?.source).toMatchObject({ title: source, url: source });
  });

  test("the history is the oldest first, whatever the pages are like (traps 7 and 8, deviation 8)", async () => {
    const page = (ids: readonly string[], nextCursor: string | null, hasNextPage: boolean) => ({
      data: {
        messages: ids.map((messageId) => ({ ...message, messageId })),
        pagination: { limit: 20, hasNextPage, nextCursor },
      },
    });
    const pages: Readonly<Record<string, ReturnType<typeof page>>> = {
      "": page(["1"], "a", true),
      a: page([], "b", true),
      b: page(["2", "1"], "b", true),
    };
    const { provider, calls } = answering(
      (call) => pages[/cursor=(\w+)/.exec(call)?.[1] ?? ""] ?? page([], null, false),
    );
    const messages = await provider.listMessages(session, noSignal);
    expect(messages.map(({ recordId }) => recordId)).toEqual(["1", "1", "2", "2"]);
    expect(calls).toHaveLength(3);
  });

  test.each([
    ["no pagination", {}],
    ["no cursor, and more to come", { pagination: { hasNextPage: true, nextCursor: null } }],
    ["a cursor, and nothing more", { pagination: { hasNextPage: false, nextCursor: "a" } }],
  ])("a list with %s ends (deviations 8 and 9)", async (_case, more) => {
    const { provider, calls } = answering(() => ({
      data: { conversations: [{ threadId: "t" }], ...more },
    }));
    expect(await provider.listSessions(chatbotId, noSignal)).toHaveLength(1);
    expect(calls).toEqual([`GET ${base}/conversations?status=all&limit=100`]);
  });

  test.each([
    ["a page that only repeats", () => "t"],
    ["always one more page", (calls: number) => String(calls)],
  ])("a list that says it goes on and ends with %s is noted", async (_case, idAt) => {
    let count = 0;
    const { provider, log } = answering(() => {
      count += 1;
      const pagination = { hasNextPage: true, nextCursor: `c${count}` };
      return { data: { conversations: [{ threadId: idAt(count) }], pagination } };
    });
    expect(await provider.listSessions(chatbotId, noSignal)).not.toEqual([]);
    expect(log.lines.join()).toContain(`GET ${base}/conversations: there may be more`);
  });

  test("times with three and with six digits, and ids of every kind (deviations 20 and 21)", async () => {
    const { provider, calls } = answering((call) =>
      call.includes("/messages")
        ? { data: { messages: [] } }
        : {
            data: {
              conversations: [
                { threadId: "a/b ?", startedAt: "2026-08-12T09:00:00.123Z", title: "Refund" },
                {
                  threadId: "06b3b43c-5651",
                  updatedAt: "2026-08-12T09:00:00.123456Z",
                  mode: "AGENT",
                },
              ],
            },
          },
    );
    const [one, two] = await provider.listSessions(chatbotId, noSignal);
    expect(one).toMatchObject({
      title: "Refund",
      createdAt: Date.parse("2026-08-12T09:00:00.123Z"),
    });
    expect(two).toMatchObject({
      humanMode: true,
      updatedAt: Date.parse("2026-08-12T09:00:00.123Z"),
    });
    await provider.listMessages({ chatbotId, sessionId: one?.id ?? "" }, noSignal);
    expect(calls.at(-1)).toContain("/conversations/a%2Fb%20%3F/messages");
    for (const sessionId of ["", ".", ".."])
      await expect(
        provider.deleteSession?.({ chatbotId, sessionId }, noSignal),
      ).rejects.toMatchObject({ kind: "bug" });
  });

  test("deleting is confirmed, and handing over has a body that says nothing (traps 5 and 9)", async () => {
    const { provider, calls } = answering(() => ({ data: {} }));
    await provider.deleteSession?.(session, noSignal);
    await provider.escalate?.(session, undefined, noSignal);
    await provider.escalate?.(session, "Please call me", noSignal);
    await provider.react?.(session, "m", "negative", noSignal);
    expect(calls).toEqual([
      `DELETE ${base}/conversations/t?confirm=true`,
      `POST ${base}/conversations/t/escalate {}`,
      `POST ${base}/conversations/t/escalate {"message":"Please call me"}`,
      `PATCH ${base}/conversations/t/messages/m {"reaction":"NEGATIVE"}`,
    ]);
  });

  test("a chat opens with its starters", async () => {
    const { provider } = answering(() => ({
      data: {
        starters: [
          { id: "1", title: "Shipping", message: "How long?", type: "QUESTION" },
          { id: "2", title: "Shop", type: "LINK", link: "https://shop.example" },
          { id: "3", title: "Human", message: "A person", isEscalationPrompt: true },
        ],
      },
    }));
    expect((await provider.openChat?.(chatbotId, noSignal))?.prompts).toEqual([
      { kind: "question", title: "Shipping", text: "How long?" },
      { kind: "link", title: "Shop", text: "https://shop.example" },
      { kind: "escalation", title: "Human", text: "A person" },
    ]);
  });
});

describe("a first question to SiteGPT v2 whose answer is lost", () => {
  const at = Date.parse("2026-08-12T09:00:00Z");
  const begun = (threadId: string, minutes: number, more: object = {}) => ({
    threadId,
    startedAt: new Date(at + minutes * 60_000).toISOString(),
    updatedAt: new Date(at + minutes * 60_000).toISOString(),
    totalMessages: 1,
    lastMessage: message,
    ...more,
  });

  test("is found by its words, its time, and that it was asked on no page", async () => {
    const other = { ...message, question: { text: "Bye?" } };
    const { provider, calls } = answering((call) =>
      call.includes("/long/messages")
        ? { data: { messages: [message, other] } }
        : {
            data: {
              conversations: [
                begun("mine", 1),
                begun("on-a-page", 1, { pageUrl: "https://shop.example" }),
                begun("other-words", 1, { lastMessage: other }),
                begun("long", 0, { totalMessages: 2, lastMessage: other }),
                begun("empty", 0, { totalMessages: 0, lastMessage: null }),
                begun("old", -60),
              ],
              pagination: { hasNextPage: true, nextCursor: "next" },
            },
          },
    );
    const found = await provider.findSessions?.(
      chatbotId,
      { text: " Hello? ", askedAt: at },
      noSignal,
    );
    expect(found?.map(({ id }) => id)).toEqual(["mine", "long"]);
    expect(calls.filter((call) => call.includes("/messages"))).toHaveLength(1);
  });

  test("is looked for no further than it can be", async () => {
    const { provider, calls } = answering(() => ({
      data: {
        conversations: [begun("old", -60)],
        pagination: { hasNextPage: true, nextCursor: "next" },
      },
    }));
    expect(
      await provider.findSessions?.(chatbotId, { text: "Hello?", askedAt: at }, noSignal),
    ).toEqual([]);
    expect(calls).toHaveLength(1);
  });

  test("a slow answer that was given up is shown once, and asked once (deviation 7)", async () => {
    const [, descriptor] = editionsOf(siteGpt);
    if (!descriptor) throw new Error("no v2");
    const open = await openProvider(descriptor, { timeouts: { headers: 200, idle: 200 } });
    open.simulator.setFault({ fault: "silent", questionsOnly: true });
    const { chat, idleAtLast } = await openChat({
      connect: async () => open.provider,
      chatbotId: open.bot.id,
    });
    chat.ask(open.bot.question);
    await idleAtLast();
    const { messages } = chat.state;
    expect(messages.map(({ role, state }) => [role, state])).toEqual([
      ["user", undefined],
      ["assistant", undefined],
    ]);
    expect(open.simulator.requests.filter(({ asks }) => asks)).toHaveLength(1);
  });
});
