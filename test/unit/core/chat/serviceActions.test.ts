import { beforeEach, describe, expect, test } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Message, Opening } from "../../../../src/core/model.ts";
import type { ChatProvider } from "../../../../src/core/provider.ts";
import { answering, failing, held, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { FakeClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const address = { chatbotId: "bot", sessionId: "known" };
const session = { id: "known", chatbotId: "bot" };
const opening: Opening = { welcome: "Hello", prompts: [], recipes: [] };
let provider: FakeProvider;
let store: MemoryChatStore;

beforeEach(() => {
  provider = new FakeProvider();
  store = new MemoryChatStore();
});

const offering = (more: Partial<ChatProvider>) => Object.assign(provider, more);
const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect: async () => provider, address, store, clock: new FakeClock(), ...more });
/** A chat with a history of two questions with their answers. */
async function opened() {
  provider.history = [...turn("r1", "why?", "so"), ...turn("r2", "how?", "thus")];
  const all = await open();
  await all.chat.load();
  return all;
}
/** A chat without a session. */
const openNew = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect: async () => provider, store, clock: new FakeClock(), ...more });
const refused = async () => Promise.reject(new ChatError("forbidden", "403"));

describe("what the user thinks of an answer", () => {
  test("is told the service by its record, and shown when that has taken it", async () => {
    const told: unknown[] = [];
    offering({ react: async (...[where, id, reaction]) => void told.push(where, id, reaction) });
    const { chat } = await opened();
    await chat.react("r1/a", "positive");
    expect(told).toEqual([address, "r1", "positive"]);
    expect(chat.state.messages.map(({ reaction }) => reaction)).toEqual([
      undefined,
      "positive",
      undefined,
      undefined,
    ]);
    offering({ react: refused });
    await expect(chat.react("r2/a", "negative")).rejects.toMatchObject({ kind: "forbidden" });
    expect(chat.state.messages.at(-1)).not.toHaveProperty("reaction");
  });

  test("is told in the order in which it was clicked, and the last click counts", async () => {
    const told: unknown[] = [];
    const first = Promise.withResolvers<void>();
    offering({
      react: async (_where, _id, reaction) => {
        if (reaction === "positive") await first.promise;
        told.push(reaction);
      },
    });
    const { chat } = await opened();
    const clicks = [chat.react("r1/a", "positive"), chat.react("r1/a", "negative")];
    await new Promise(setImmediate);
    first.resolve();
    await Promise.all(clicks);
    expect(told).toEqual(["positive", "negative"]);
    expect(chat.state.messages[1]?.reaction).toBe("negative");
  });

  test("is not told of an answer that the service is not seen to have", async () => {
    offering({ react: refused });
    provider.answer = failing(new ChatError("forbidden", "403"), "half");
    const { chat, idle } = await opened();
    chat.ask("and?");
    await idle();
    await chat.react(chat.state.messages.at(-1)?.key ?? "", "negative");
    await chat.react("nothing", "negative");
    expect(chat.state.messages.some(({ reaction }) => reaction)).toBe(false);
  });

  test("is read again with a history that was on its way before", async () => {
    const { chat } = await opened();
    offering({ react: async () => undefined });
    const stale = Promise.withResolvers<Message[]>();
    const list = provider.listMessages;
    provider.listMessages = async () => stale.promise;
    const loading = chat.load();
    await chat.react("r2/a", "positive");
    provider.listMessages = list;
    stale.resolve(provider.history);
    provider.history = provider.history.map((one) => ({ ...one, reaction: "positive" }));
    await loading;
    expect(chat.state.messages.at(-1)?.reaction).toBe("positive");
  });
});

describe("who answers", () => {
  test("is read after people were asked for, with what has been said since", async () => {
    const reasons: unknown[] = [];
    offering({
      escalate: async (where, reason) => void reasons.push(where, reason),
      readSession: async () => ({ ...session, humanMode: true }),
    });
    const { chat } = await opened();
    provider.history = [...turn("r1", "why?", "so")];
    await chat.escalate("too hard");
    expect(reasons).toEqual([address, "too hard"]);
    expect(chat.state.humanMode).toBe(true);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: so"]);
    offering({ readSession: async () => session });
    await chat.readAgain();
    expect(chat.state.humanMode).toBe(false);
  });

  test("is asked of no service that has no session yet", async () => {
    offering({ escalate: refused, readSession: refused });
    const { chat } = await openNew();
    await chat.escalate("too hard");
    await chat.readAgain();
    await chat.react("r1/a", "positive");
    expect(chat.state.humanMode).toBe(false);
    await expect(chat.replyAsHuman({ text: "Hello", author: "Mina" })).rejects.toMatchObject({
      kind: "not-found",
    });
    expect(provider.replies).toEqual([]);
  });

  test("is shown when it changes, and told once", async () => {
    const { chat } = await open();
    const told: string[] = [];
    chat.subscribe(({ type }) => told.push(type));
    for (const humanMode of [false, true, true]) chat.setHumanMode(humanMode);
    expect([chat.state.humanMode, told]).toEqual([true, ["session-changed"]]);
  });

  test("for the chatbot is read back, also where the reply has failed", async () => {
    const { chat } = await opened();
    await chat.replyAsHuman({ text: "Hello", author: "Mina" });
    expect(chat.state.messages.at(-1)).toMatchObject({ text: "Hello", author: "Mina" });
    provider.replyAsHuman = async () => {
      provider.history = [...provider.history, { key: "x", role: "agent", text: "Stored" }];
      return refused();
    };
    await expect(chat.replyAsHuman({ text: "No", author: "Mina" })).rejects.toThrow("403");
    expect(chat.state.messages.at(-1)?.text).toBe("Stored");
  });
});

describe("what the chatbot opens with", () => {
  test("is shown in a session in which nothing was said, and only there", async () => {
    const asked: string[] = [];
    offering({
      openChat: async (chatbotId) => {
        asked.push(chatbotId);
        return opening;
      },
    });
    const { chat } = await openNew();
    await chat.load();
    expect([chat.state.opening, asked]).toEqual([opening, ["bot"]]);
    const other = await opened();
    expect(other.chat.state).not.toHaveProperty("opening");
    const first = held();
    provider.answer = first.answer;
    store = new MemoryChatStore();
    const third = await openNew();
    third.chat.ask("why?");
    await first.begun;
    await third.chat.load();
    expect(asked).toEqual(["bot"]);
    await third.chat.close();
  });

  test("is missing where that fails, and one can ask all the same", async () => {
    offering({ openChat: refused });
    provider.answer = answering("fine", "r1");
    const { chat, log, idle } = await openNew();
    await chat.load();
    expect(log.lines).toContain("warn opening of the chat: 403");
    chat.ask("why?");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
  });

  test("may be a template, from which the session is made", async () => {
    provider.answer = answering("fine", "r1");
    const made: unknown[] = [];
    const create = provider.createSession;
    provider.createSession = async (chatbotId, options, signal) => {
      made.push(options);
      return create?.(chatbotId, options, signal) ?? refused();
    };
    const { chat, idle } = await openNew();
    chat.chooseRecipe("short");
    chat.ask("why?");
    await idle();
    expect(made).toEqual([{ firstQuestion: "why?", recipeId: "short" }]);
    store = new MemoryChatStore();
    const other = await openNew();
    other.chat.ask("how?");
    await other.idle();
    expect(made[1]).toStrictEqual({ firstQuestion: "how?" });
  });
});

describe("deleting", () => {
  test("takes question and answer of one record, and asks the service once for each record", async () => {
    const { chat } = await opened();
    await chat.remove(["r1/q", "r1/a"]);
    expect(provider.deleted).toEqual(["r1"]);
    expect(textsOf(chat.state.messages)).toEqual(["user: how?", "assistant: thus"]);
  });

  test("that the service refuses takes nothing", async () => {
    const { chat } = await opened();
    provider.deleteMessages = refused;
    await expect(chat.remove(["r1/q"])).rejects.toThrow("403");
    expect(chat.state.messages).toHaveLength(4);
  });

  test.each(["timeout", "not-found"] as const)(
    "that ends with %s shows what the service has then",
    async (kind) => {
      const { chat } = await opened();
      provider.deleteMessages = async () => {
        provider.history = [...turn("r2", "how?", "thus")];
        throw new ChatError(kind, "the answer was lost, or somebody else was quicker");
      };
      await expect(chat.remove(["r1/q"])).rejects.toMatchObject({ kind });
      expect(textsOf(chat.state.messages)).toEqual(["user: how?", "assistant: thus"]);
    },
  );

  test("of what only Parley has asks nobody, and takes it out of what is written down", async () => {
    provider.answer = failing(new ChatError("forbidden", "403"), "half");
    provider.deleteMessages = refused;
    const { chat, idle } = await opened();
    chat.ask("and?");
    await idle();
    expect(store.stored.questions).toHaveLength(1);
    await chat.remove([chat.state.messages.at(-1)?.key ?? ""]);
    await idle();
    expect(chat.state.messages).toHaveLength(4);
    expect((await open()).chat.state.messages).toEqual([]);
  });

  test("leaves an answer whose record is not known yet: it would come back", async () => {
    provider.answer = answering("fine");
    const { chat, idle } = await opened();
    chat.ask("and?");
    await idle();
    await chat.remove(["r1/q", chat.state.messages.at(-1)?.key ?? ""]);
    expect(textsOf(chat.state.messages).slice(2)).toEqual(["user: and?", "assistant: fine"]);
    expect(provider.deleted).toEqual(["r1"]);
  });
});

test("a chat shows what it is told of its title, of AI agents and of another model", async () => {
  const { chat } = await opened();
  const continuation = { model: "m", text: "More", state: "complete" } as const;
  chat.rename("A chat");
  chat.setAiQuestions(["why?"]);
  chat.showContinuation("r1/a", continuation);
  expect(chat.state).toMatchObject({ title: "A chat", aiQuestions: ["why?"] });
  expect(chat.state.messages.map((message) => message.continuation)).toEqual([
    undefined,
    continuation,
    undefined,
    undefined,
  ]);
});

test("at most so many passages are asked for as the user has said, and each question is told as it leaves, with who asks", async () => {
  provider.answer = answering("fine", "r3");
  let limit: number | undefined = 3;
  const sent: boolean[] = [];
  const { chat, idle } = await open({
    readSourceLimit: () => limit,
    onSend: (isByAi) => void sent.push(isByAi),
  });
  chat.setAiQuestions(["one"]);
  chat.ask("one");
  await idle();
  limit = undefined;
  chat.ask("two");
  await idle();
  expect(provider.sent).toStrictEqual([
    { text: "one", session: address, sourceLimit: 3 },
    { text: "two", session: address },
  ]);
  expect(sent).toEqual([true, false]);
});
