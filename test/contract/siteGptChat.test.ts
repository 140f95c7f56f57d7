import { describe, expect, test } from "vitest";
import { siteGpt } from "../../src/providers/siteGpt/index.ts";
import { collect } from "../helpers/bytes.ts";
import { newSession, noSignal, openProvider } from "./openProvider.ts";
import { answering, refusing } from "./siteGptAnswers.ts";

const session = { chatbotId: "365350385462882098", sessionId: "t" };
const question = { text: "Hello?", timestamp: "2025-01-01T10:00:00.000000Z" };
const answer = { text: "Hi!", timestamp: "2025-01-01T10:00:01.000000Z" };
const send = { session, text: "Hello?" };

/** The thread of all tests with this message in it. */
const threadWith = (message: object) => () => ({
  data: { thread: { threadId: "t", messages: [message] } },
});

describe("the traps of SiteGPT's chats", () => {
  test("1: the id of a message is called id when sent and messageId in a thread", async () => {
    const sent = answering(() => ({ data: { message: { id: "376", answer } } }));
    const events = await collect(sent.provider.send(send, noSignal));
    expect(events.at(-1)).toMatchObject({ recordId: "376" });
    const read = answering(threadWith({ messageId: "376", answer }));
    expect(await read.provider.listMessages(session, noSignal)).toMatchObject([
      { recordId: "376" },
    ]);
  });

  test("2: sending is singular and reacting is plural", async () => {
    const { provider, calls } = answering(() => ({ data: { message: { id: "376", answer } } }));
    await collect(provider.send(send, noSignal));
    await provider.react?.(session, "376", "positive", noSignal);
    expect(calls.map((call) => call.split(" ")[1])).toEqual([
      `/api/v0/chatbots/${session.chatbotId}/message`,
      `/api/v0/chatbots/${session.chatbotId}/messages/376`,
    ]);
  });

  test.each([
    ["question", { question, answer: null, messageType: "USER_MESSAGE" }, "user"],
    ["answer", { question: null, answer, messageType: "AGENT_MESSAGE" }, "agent"],
  ])("3: a message may have its %s only", async (_half, message, role) => {
    const { provider } = answering(threadWith({ messageId: "376", ...message }));
    const messages = await provider.listMessages(session, noSignal);
    expect(messages.map((one) => one.role)).toEqual([role]);
  });

  test("4: in human mode nobody answers at once, by the thread and by the chatbot", async () => {
    const open = await openProvider(siteGpt);
    const address = await newSession(open);
    const chatMode = open.provider.resources.find(({ id }) => id === "sitegpt-chat-mode");
    const values = { before: { chatMode: "AI" }, after: { chatMode: "AGENT" } };
    await chatMode?.update?.({ chatbotId: open.bot.id, id: open.bot.id }, values, noSignal);
    const request = { session: address, text: open.bot.question };
    const events = await collect(open.provider.send(request, noSignal));
    expect(events.at(-1)).toMatchObject({ type: "reply-end", outcome: "for-humans" });
    const { provider } = answering(() => ({ data: { thread: { threadId: "t", mode: "AGENT" } } }));
    expect((await provider.readSession?.(session, noSignal))?.humanMode).toBe(true);
  });

  test("5: a question says who asks and in which thread", async () => {
    const { provider, calls } = answering(() => ({ data: { message: { id: "376", answer } } }));
    await collect(provider.send(send, noSignal));
    expect(calls).toEqual([
      `POST /api/v0/chatbots/${session.chatbotId}/message {"message":"Hello?","from":"USER","threadId":"t"}`,
    ]);
  });

  test("5: a human's reply says who speaks and in which thread", async () => {
    const { provider, calls } = answering(() => ({ data: null }));
    await provider.replyAsHuman?.(session, { text: "Hi!", author: "Noor" }, noSignal);
    expect(calls).toEqual([
      `POST /api/v0/chatbots/${session.chatbotId}/message {"message":"Hi!","from":"AGENT","threadId":"t","agentName":"Noor"}`,
    ]);
  });

  test.each([
    ["AGENT", { mode: "AGENT" }, true],
    ["AI, though escalated before", { mode: "AI", escalated: true }, false],
    ["left out, not escalated", { escalated: false }, false],
    ["left out, escalated", { escalated: true, lastMessage: { question } }, true],
    ["left out, escalated and resolved", { escalated: true, resolved: true }, false],
    [
      "left out, escalated, and the chatbot has answered since",
      { escalated: true, lastMessage: { question, answer, messageType: "NORMAL_MESSAGE" } },
      false,
    ],
  ])("14: in a list the mode may be missing: %s", async (_case, thread, humanMode) => {
    const { provider } = answering(() => ({ data: { threads: [{ threadId: "t", ...thread }] } }));
    const [listed] = await provider.listSessions(session.chatbotId, noSignal);
    expect(listed?.humanMode).toBe(humanMode);
  });

  test.each([
    ["the visitor spoke last", { mode: "AGENT", lastMessage: { question } }, true],
    ["nobody has spoken", { mode: "AGENT", lastMessage: null }, true],
    [
      "a human spoke last",
      { mode: "AGENT", lastMessage: { answer, messageType: "AGENT_MESSAGE" } },
      false,
    ],
    ["it is resolved", { mode: "AGENT", resolved: true, lastMessage: { question } }, false],
    ["the chatbot answers", { mode: "AI", lastMessage: { question } }, false],
  ])("whether a session waits for a human: %s", async (_case, thread, waits) => {
    const { provider } = answering(() => ({ data: { threads: [{ threadId: "t", ...thread }] } }));
    const [listed] = await provider.listSessions(session.chatbotId, noSignal);
    expect(listed?.waitsForHuman).toBe(waits);
  });

  test("the last question of a thread, which a list shows, is not its title", async () => {
    const list = answering(() => ({
      data: { threads: [{ threadId: "t", lastMessage: { question } }] },
    }));
    const [listed] = await list.provider.listSessions(session.chatbotId, noSignal);
    expect(listed?.id).toBe("t");
    expect(listed).not.toHaveProperty("title");
    const read = answering(() => ({
      data: { thread: { threadId: "t", messages: [{ messageId: "1", question }] } },
    }));
    expect((await read.provider.readSession?.(session, noSignal))?.title).toBe("Hello?");
  });

  test.each([
    { message: { id: "376", answer, threadId: "t" } },
    { message: { id: "376", answer } },
  ])("6: the thread is made first, so wherever the answer names it is right: %j", async (data) => {
    const made = answering(() => ({ data: { thread: { threadId: "t" } } }));
    const created = await made.provider.createSession?.(
      session.chatbotId,
      { firstQuestion: "Hello?" },
      noSignal,
    );
    expect(created?.id).toBe("t");
    const { provider } = answering(() => ({ data }));
    const events = await collect(provider.send(send, noSignal));
    expect(events.map(({ type }) => type)).toEqual(["reply-start", "text-delta", "reply-end"]);
  });

  test("7: an id of 18 digits stays as it is", async () => {
    const id = "365350385462882098";
    const { provider, calls } = answering((call) =>
      call.includes("threads")
        ? { data: { threads: [] } }
        : { data: { chatbots: [{ id, title: "One" }] } },
    );
    const [chatbot] = await provider.listChatbots(noSignal);
    await provider.listSessions(chatbot?.id ?? "", noSignal);
    expect(calls.at(-1)).toContain(`/chatbots/${id}/threads`);
  });

  test("8: the whole answer is waited for longer than other calls", async () => {
    const { provider, requests } = answering(() => ({ data: { message: { id: "1", answer } } }));
    await collect(provider.send(send, noSignal));
    expect(requests[0]?.timeouts.headers).toBeGreaterThanOrEqual(60_000);
  });

  test("11: the prompts of a message are options, and those of a starter list are starters", async () => {
    const prompt = { id: "p", title: "Shipping", description: "How long?" };
    const { provider } = answering((call) =>
      call.endsWith("/quick-prompts")
        ? { data: { prompts: [prompt] } }
        : { data: { chatbot: { id: "1", prompts: [{ id: "x", title: "Instructions" }] } } },
    );
    const opening = await provider.openChat?.("1", noSignal);
    expect(opening?.prompts).toEqual([{ kind: "question", title: "Shipping", text: "How long?" }]);
  });

  test("21: a chat opens where the service knows starters under the newer path only", async () => {
    const prompt = { title: "Shipping", description: "How long?" };
    const { provider } = answering((call) => {
      if (call.endsWith("/quick-prompts")) return refusing(404, "ANY");
      return { data: { chatbot: { id: "1" }, conversationStarters: [prompt] } };
    });
    expect((await provider.openChat?.("1", noSignal))?.prompts).toHaveLength(1);
  });

  test("14: keys that are missing and keys that are null mean the same", async () => {
    const missing = { messageId: "376", question, answer };
    const isNull = { ...missing, gptModel: null, iconUrl: null, prompts: null, sources: null };
    const [one, other] = await Promise.all(
      [missing, isNull].map(async (message) =>
        answering(threadWith(message)).provider.listMessages(session, noSignal),
      ),
    );
    expect(one).toEqual(other);
    expect(one).toHaveLength(2);
  });

  test("lists are whole where the service gives fewer items than it is asked for", async () => {
    const whole = await openProvider(siteGpt);
    const capped = await openProvider(siteGpt, { mostPerPage: 1 });
    const names = async ({ provider }: typeof whole) =>
      (await provider.listChatbots(noSignal)).map(({ name }) => name);
    expect(await names(capped)).toEqual(await names(whole));
    expect((await names(whole)).length).toBeGreaterThan(1);
  });

  test("a half that comes as a bare text is one", async () => {
    const message = { messageId: "1", question: "Hello?", answer: "Hi!" };
    const { provider } = answering(threadWith(message));
    const texts = (await provider.listMessages(session, noSignal)).map(({ text }) => text);
    expect(texts).toEqual(["Hello?", "Hi!"]);
    const sent = answering(() => ({ data: { message: { id: "1", answer: "Hi!" } } }));
    const events = await collect(sent.provider.send(send, noSignal));
    expect(events).toContainEqual({ type: "text-delta", text: "Hi!" });
  });

  test("records without an id stay apart", async () => {
    const messages = ["One?", "Two?"].map((text) => ({ question: { text }, answer: null }));
    const { provider } = answering(() => ({ data: { thread: { threadId: "t", messages } } }));
    const keys = (await provider.listMessages(session, noSignal)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  test("a thread of which nothing can be read is no empty one", async () => {
    for (const messages of [[null], ["x", 7], undefined]) {
      const { provider } = answering(() => ({ data: { thread: { threadId: "t", messages } } }));
      await expect(provider.listMessages(session, noSignal)).rejects.toMatchObject({
        kind: "bad-reply",
      });
    }
    const { provider } = answering(() => ({ data: { thread: { threadId: "t", messages: null } } }));
    expect(await provider.listMessages(session, noSignal)).toEqual([]);
  });

  test.each([
    ["EXCEEDED_USAGE_LIMITS", "SYSTEM_MESSAGE", "out-of-quota"],
    ["EXCEEDED_USAGE_LIMITS", undefined, "out-of-quota"],
    ["PROBLEMS_WITH_UPSTREAM_PROVIDER", "SYSTEM_MESSAGE", "server"],
  ])("%s in the place of an answer (%s) is no wait for people", async (event, type, kind) => {
    const message = {
      id: "1",
      question,
      answer: null,
      messageType: type,
      systemMessageType: event,
    };
    const { provider } = answering(() => ({ data: { message } }));
    await expect(collect(provider.send(send, noSignal))).rejects.toMatchObject({ kind });
  });

  test("what else the system says in the place of an answer is shown", async () => {
    const said = async (systemMessageType: string) => {
      const message = { id: "1", answer: null, messageType: "SYSTEM_MESSAGE", systemMessageType };
      const { provider } = answering(() => ({ data: { message } }));
      return await collect(provider.send(send, noSignal));
    };
    const events = await said("ENTERED_WRONG_OTP");
    expect(events).toContainEqual({ type: "text-delta", text: "Entered wrong otp" });
    expect(events.at(-1)).toMatchObject({ outcome: "complete" });
    expect((await said("CONVERSATION_ESCALATED")).at(-1)).toMatchObject({ outcome: "for-humans" });
  });

  test("15: the type of a system message is noise on every other message", async () => {
    const systemMessageType = "CONVERSATION_ESCALATED";
    const noise = answering(
      threadWith({ messageId: "1", answer, messageType: "NORMAL_MESSAGE", systemMessageType }),
    );
    const real = answering(
      threadWith({ messageId: "1", messageType: "SYSTEM_MESSAGE", systemMessageType }),
    );
    const texts = async ({ provider }: typeof noise) =>
      (await provider.listMessages(session, noSignal)).map(({ role, text }) => `${role} ${text}`);
    expect(await texts(noise)).toEqual(["assistant Hi!"]);
    expect(await texts(real)).toEqual(["system Conversation escalated"]);
  });
});

describe("the prompts that call a human", () => {
  const human = { title: "Human", description: "Get me one." };
  const record = { messageId: "1", answer, prompts: [human] };
  const calling = { ...human, isEscalationPrompt: true };

  /** A service where somebody changes them at the dashboard, and how they are shown. */
  function dashboard() {
    let configured: readonly object[] = [];
    const open = answering((call) =>
      call.includes("follow-up-prompts")
        ? { data: { followUpPrompts: configured } }
        : threadWith(record)(),
    );
    const configure = (...prompts: readonly object[]): void => void (configured = prompts);
    const shown = async () => {
      const [message] = await open.provider.listMessages(session, noSignal);
      return message?.prompts?.map(({ kind }) => kind);
    };
    const reads = () => open.calls.filter((call) => call.includes("follow-up-prompts")).length;
    return { ...open, configure, shown, reads };
  }

  test("are read again after a while, as they are changed at the dashboard too", async () => {
    const { clock, configure, shown, reads } = dashboard();
    expect(await shown()).toEqual(["question"]);
    configure(calling);
    clock.time += 60_000;
    await shown();
    expect(reads()).toBe(1);
    clock.time += 10 * 60_000;
    expect(await shown()).toEqual(["escalation"]);
  });
});
