import { describe, expect, test } from "vitest";
import type { ChatEvent } from "../../src/core/chatEvents.ts";
import { services } from "../helpers/services.ts";
import { collect } from "../helpers/bytes.ts";
import { openChat, textsOf } from "../helpers/openChat.ts";
import { newSession, noSignal, type OpenProvider, openProvider } from "./openProvider.ts";

/** Asks the bot's question and gives what happened. */
async function ask(
  open: OpenProvider,
  session: Awaited<ReturnType<typeof newSession>>,
  text = open.bot.question,
) {
  const events = await collect(open.provider.send({ session, text }, noSignal));
  const deltas = events.flatMap((event) => (event.type === "text-delta" ? [event.text] : []));
  const end = events.find((event) => event.type === "reply-end");
  return { events, deltas, end, text: end?.text ?? deltas.join("") };
}

const count = (events: readonly ChatEvent[], type: ChatEvent["type"]): number =>
  events.filter((event) => event.type === type).length;

/** A test that exists only for services that can do it: nothing is skipped. */
const testIf = (isMeant: boolean) => (isMeant ? test : () => undefined);

describe.each(services)("$name", (descriptor) => {
  const { capabilities } = descriptor;

  test("has the methods that its capabilities promise, and no others", async () => {
    const { provider } = await openProvider(descriptor);
    for (const method of [
      "deleteSession",
      "deleteMessages",
      "react",
      "escalate",
      "replyAsHuman",
      "openChat",
    ] as const) {
      expect(`${method}: ${provider[method] !== undefined}`).toBe(
        `${method}: ${capabilities[method]}`,
      );
    }
  });

  test("answers a question: one start, the text, one end, and the history has both", async () => {
    const open = await openProvider(descriptor);
    const session = await newSession(open);
    const { events, deltas, text } = await ask(open, session);
    expect(events[0]?.type).toBe("reply-start");
    expect(events.at(-1)?.type).toBe("reply-end");
    expect(count(events, "reply-start")).toBe(1);
    expect(count(events, "reply-end")).toBe(1);
    expect(text.length).toBeGreaterThan(100);
    if (capabilities.replies === "whole") expect(deltas).toHaveLength(1);
    else expect(deltas.length).toBeGreaterThan(5);

    const history = await open.provider.listMessages(session, noSignal);
    expect(history.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(history[0]?.text).toBe(open.bot.question);
    expect(history[1]?.text).toBe(text);
    expect(new Set(history.map(({ key }) => key)).size).toBe(2);
  });

  test("gives the sources of an answer, then and in the history", async () => {
    const open = await openProvider(descriptor);
    const address = await newSession(open);
    const { chat, idleAtLast } = await openChat({ connect: async () => open.provider, address });
    let shown = "";
    chat.subscribe((change) => {
      if (change.type === "text-delta") shown += change.text;
      // No half marker is ever shown.
      expect(shown).not.toMatch(/\[dsec[^\]]*$/);
    });
    chat.ask(open.bot.question);
    await idleAtLast();
    const { sources = [], text = "" } = chat.state.messages.at(-1) ?? {};
    const cited = sources.filter(({ marker }) => marker === undefined || text.includes(marker));
    expect(cited.length).toBeGreaterThan(0);
    for (const source of cited) expect(source.title).not.toBe("");
    const [, answer] = await open.provider.listMessages(address, noSignal);
    expect(answer?.sources?.map(({ id }) => id).toSorted()).toEqual(
      cited.map(({ id }) => id).toSorted(),
    );
  });

  test("is asked through a chat: question and answer are seen to be stored, once each", async () => {
    const open = await openProvider(descriptor);
    const connect = async () => open.provider;
    const { chat, idleAtLast, store } = await openChat({ connect, chatbotId: open.bot.id });
    chat.ask(open.bot.question);
    chat.ask(open.bot.question);
    await idleAtLast();
    expect(store.stored.questions).toEqual([]);
    const address = { chatbotId: open.bot.id, sessionId: chat.serviceId ?? "" };
    const stored = await open.provider.listMessages(address, noSignal);
    expect(textsOf(chat.state.messages)).toEqual(textsOf(stored));
    expect(stored).toHaveLength(4);
    expect(chat.state.messages.filter(({ isLocal }) => isLocal)).toEqual([]);
  });

  test("keeps the order of a conversation, oldest first", async () => {
    const open = await openProvider(descriptor);
    const session = await newSession(open);
    for (const text of ["first question?", "second question?", "third question?"])
      await ask(open, session, text);
    const history = await open.provider.listMessages(session, noSignal);
    expect(history.filter(({ role }) => role === "user").map(({ text }) => text)).toEqual([
      "first question?",
      "second question?",
      "third question?",
    ]);
    expect(history.map(({ role }) => role).join(" ")).toBe(
      "user assistant user assistant user assistant",
    );
  });

  test("lists and reads the session that was made", async () => {
    const open = await openProvider(descriptor);
    const before = await open.provider.listSessions(open.bot.id, noSignal);
    const session = await newSession(open);
    await ask(open, session);
    const after = await open.provider.listSessions(open.bot.id, noSignal);
    expect(after).toHaveLength(before.length + 1);
    const listed = after.find(({ id }) => id === session.sessionId);
    expect(listed?.createdAt).toBeGreaterThan(Date.parse("2020-01-01"));
    expect(listed?.updatedAt).toBeGreaterThanOrEqual(listed?.createdAt ?? 0);
    const read = await open.provider.readSession?.(session, noSignal);
    expect(read?.id).toBe(capabilities.escalate ? session.sessionId : undefined);
  });

  testIf(capabilities.deleteSession)("deletes a session", async () => {
    const open = await openProvider(descriptor);
    const session = await newSession(open);
    await open.provider.deleteSession?.(session, noSignal);
    const ids = (await open.provider.listSessions(open.bot.id, noSignal)).map(({ id }) => id);
    expect(ids).not.toContain(session.sessionId);
    await expect(open.provider.listMessages(session, noSignal)).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  testIf(capabilities.deleteMessages)("deletes one message and several", async () => {
    const open = await openProvider(descriptor);
    const session = await newSession(open);
    for (const text of ["one?", "two?", "three?", "four?"]) await ask(open, session, text);
    const records = async (): Promise<readonly string[]> => {
      const history = await open.provider.listMessages(session, noSignal);
      return history.flatMap(({ role, recordId }) =>
        role === "user" && recordId !== undefined ? [recordId] : [],
      );
    };
    const [first = "", second = "", third = "", fourth] = await records();
    await open.provider.deleteMessages?.(session, [second], noSignal);
    expect(await records()).toEqual([first, third, fourth]);
    await open.provider.deleteMessages?.(session, [first, third], noSignal);
    expect(await records()).toEqual([fourth]);
    await expect(open.provider.deleteMessages?.(session, [], noSignal)).rejects.toMatchObject({
      kind: "bug",
    });
  });

  testIf(capabilities.react)("takes a reaction and gives it back", async () => {
    const open = await openProvider(descriptor);
    const session = await newSession(open);
    const { end } = await ask(open, session);
    expect(end?.recordId).toMatch(/\d{18}/);
    await open.provider.react?.(session, end?.recordId ?? "", "negative", noSignal);
    const history = await open.provider.listMessages(session, noSignal);
    expect(history.at(-1)).toMatchObject({ recordId: end?.recordId, reaction: "negative" });
  });

  testIf(capabilities.escalate)(
    "calls a human; then the bot does not answer any more",
    async () => {
      const open = await openProvider(descriptor);
      const session = await newSession(open);
      await ask(open, session);
      await open.provider.escalate?.(session, "I want to talk to a person", noSignal);
      expect((await open.provider.readSession?.(session, noSignal))?.humanMode).toBe(true);
      const history = await open.provider.listMessages(session, noSignal);
      expect(history.slice(2).map(({ role }) => role)).toEqual(["user", "system", "agent"]);
      const { end, deltas } = await ask(open, session, "Is somebody there?");
      expect(end?.outcome).toBe("for-humans");
      expect(deltas).toEqual([]);
    },
  );

  testIf(capabilities.replyAsHuman)(
    "says what a human replies, with the name of the human",
    async () => {
      const open = await openProvider(descriptor);
      const session = await newSession(open);
      await ask(open, session);
      await open.provider.escalate?.(session, undefined, noSignal);
      const reply = { text: "I **look** into it.", author: "Noor" };
      await open.provider.replyAsHuman?.(session, reply, noSignal);
      const history = await open.provider.listMessages(session, noSignal);
      expect(history.at(-1)).toMatchObject({ role: "agent", ...reply });
      const listed = await open.provider.listSessions(open.bot.id, noSignal);
      expect(listed.find(({ id }) => id === session.sessionId)?.humanMode).toBe(true);
    },
  );

  testIf(capabilities.openChat)("opens a chat with what the service offers", async () => {
    const open = await openProvider(descriptor);
    const chatbots = await open.provider.listChatbots(noSignal);
    const openings = await Promise.all(
      chatbots.map(async ({ id }) => open.provider.openChat?.(id, noSignal)),
    );
    const offers = openings.flatMap((opening) => [
      ...(opening?.prompts ?? []),
      ...(opening?.recipes ?? []),
    ]);
    expect(offers.length).toBeGreaterThan(0);
  });
});

test("CRBNai: the plain chats are one more chatbot; a recipe shapes a new chat, and the first question is asked once", async () => {
  const descriptor = services.find(({ id }) => id === "crbnai");
  if (!descriptor) throw new Error("no CRBNai");
  const open = await openProvider(descriptor);
  const plain = (await open.provider.listChatbots(noSignal)).find(
    ({ name }) => name === "Plain chats",
  );
  const [recipe] = (await open.provider.openChat?.(plain?.id ?? "", noSignal))?.recipes ?? [];
  expect(recipe?.name).toBeTruthy();
  const created = await open.provider.createSession?.(
    plain?.id ?? "",
    { firstQuestion: "What is a good name for a cat?", recipeId: recipe?.id ?? "" },
    noSignal,
  );
  expect(created?.title).toBeTruthy();
  expect(open.simulator.requests.at(-1)?.body).toContain(recipe?.id);
  const session = { chatbotId: plain?.id ?? "", sessionId: created?.id ?? "" };
  const { text } = await ask(open, session, "What is a good name for a cat?");
  expect(text).not.toBe("");
  expect(await open.provider.listMessages(session, noSignal)).toHaveLength(2);
});

test("SiteGPT: the prompt that calls a human is known among the follow-ups of an answer", async () => {
  const descriptor = services.find(({ id }) => id === "sitegpt");
  if (!descriptor) throw new Error("no SiteGPT");
  const open = await openProvider(descriptor);
  const session = await newSession(open);
  const { events } = await ask(open, session);
  const prompts = events.flatMap((event) =>
    event.type === "prompts-offered" ? event.prompts : [],
  );
  expect(prompts.map(({ kind }) => kind)).toContain("escalation");
  expect(prompts.map(({ kind }) => kind)).toContain("question");
  const [, answer] = await open.provider.listMessages(session, noSignal);
  expect(answer?.prompts?.some(({ kind }) => kind === "escalation")).toBe(true);
});
