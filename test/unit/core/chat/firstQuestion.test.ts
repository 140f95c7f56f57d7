import { beforeEach, describe, expect, test } from "vitest";
import type { ChatEvent } from "../../../../src/core/chatEvents.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { Session } from "../../../../src/core/model.ts";
import type { FirstRequest } from "../../../../src/core/provider.ts";
import { answering, turn } from "../../../helpers/answers.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { FakeClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { openChat, textsOf } from "../../../helpers/openChat.ts";

const made: Session = { id: "made", chatbotId: "bot" };
/** No answer, and so no id. */
const lost =
  (error: Error): FakeProvider["answer"] =>
  () => ({
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        throw error;
      },
    }),
  });
const timeout = new ChatError("timeout", "no answer");

/** A service whose first question makes the session, and that tells its id with the answer. */
class OneStepProvider extends FakeProvider {
  readonly first: string[] = [];
  looks = 0;
  /** What the list of sessions has that fits. */
  found: () => Session[] = () => [];

  constructor() {
    super();
    delete this.createSession;
  }

  async *sendFirst({ text }: FirstRequest, signal: AbortSignal): AsyncIterable<ChatEvent> {
    this.first.push(text);
    const answer = this.answer(signal);
    yield* announced(answer);
  }

  findSessions = async () => {
    this.looks += 1;
    return this.found();
  };
}

async function* announced(answer: AsyncIterable<ChatEvent>): AsyncIterable<ChatEvent> {
  for await (const event of answer) {
    if (event.type === "reply-start") yield { type: "session-created", session: made };
    yield event;
  }
}

let provider: OneStepProvider;
let store: MemoryChatStore;

beforeEach(() => {
  provider = new OneStepProvider();
  store = new MemoryChatStore();
});

const open = async (more: Partial<Parameters<typeof openChat>[0]> = {}) =>
  openChat({ connect: async () => provider, store, clock: new FakeClock(), ...more });

describe("a first question that makes its session", () => {
  test("tells the session's id, and the next question goes there", async () => {
    provider.answer = answering("fine", "r1");
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    expect(chat.serviceId).toBe("made");
    expect(store.stored.serviceId).toBe("made");
    provider.answer = answering("sure", "r2");
    chat.ask("and?");
    await idle();
    expect(provider.first).toEqual(["why?"]);
    expect(provider.sent.map(({ session, text }) => [session.sessionId, text])).toEqual([
      ["made", "and?"],
    ]);
    expect(textsOf(chat.state.messages)).toEqual([
      "user: why?",
      "assistant: fine",
      "user: and?",
      "assistant: sure",
    ]);
    expect(store.stored.questions).toEqual([]);
  });

  test("is written down as sent before it leaves", async () => {
    let seen: unknown;
    provider.answer = async function* () {
      seen = store.stored.questions.map(({ text, isSent }) => [text, isSent]);
      yield { type: "reply-start" };
      yield { type: "reply-end", outcome: "complete", recordId: "r1" };
    };
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    expect(seen).toEqual([["why?", true]]);
  });

  test("that is stopped while that is written down does not leave", async () => {
    const { chat, idle } = await open();
    const { update } = store;
    store.update = async (change) => {
      const stored = await update(change);
      if (stored.questions.some(({ isSent }) => isSent)) chat.stop();
      return stored;
    };
    chat.ask("why?");
    await idle();
    expect([provider.first, textsOf(chat.state.messages)]).toEqual([
      [],
      ["user: why?", "assistant:  [stopped]"],
    ]);
  });

  test("whose answer is lost is found in the list of sessions, and not asked again", async () => {
    provider.answer = lost(timeout);
    const { chat, idle } = await open();
    provider.found = () => (provider.looks > 1 ? [made] : []);
    provider.history = [...turn("r1", "why?", "fine")];
    chat.ask("why?");
    await idle();
    expect(chat.serviceId).toBe("made");
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(provider.first).toEqual(["why?"]);
    expect(store.stored.questions).toEqual([]);
  });

  test("that a window has left behind is found by the next one", async () => {
    provider.answer = lost(timeout);
    const before = await open();
    before.chat.ask("why?");
    await before.idle();
    await before.chat.close();
    provider.found = () => [made];
    provider.history = [...turn("r1", "why?", "fine")];
    const { chat, idle } = await open();
    await chat.load();
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
    expect(chat.serviceId).toBe("made");
  });

  test.each([
    ["long ago", 0],
    ["only just, so that it is taken for one that is being sent", 5000],
  ])(
    "that a window was sending that was killed %s is found by the next one",
    async (_case, ahead) => {
      const clock = new FakeClock();
      store = new MemoryChatStore({
        questions: [
          {
            id: "q",
            text: "why?",
            askedAt: clock.now(),
            state: "sending",
            isHeld: false,
            isSent: true,
            window: "killed",
            vouchedUntil: clock.now() + ahead,
            known: [],
            after: "",
          },
        ],
      });
      provider.found = () => [made];
      provider.history = [...turn("r1", "why?", "fine")];
      const { chat, idle } = await open({ clock });
      await chat.load();
      await expect
        .poll(() => textsOf(chat.state.messages))
        .toEqual(["user: why?", "assistant: fine"]);
      await idle();
      expect(chat.serviceId).toBe("made");
      expect(store.stored.questions).toEqual([]);
    },
  );

  test("that is in no session is asked again by a click only", async () => {
    provider.answer = lost(timeout);
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant:  [failed]"]);
    expect(provider.first).toEqual(["why?"]);
    provider.answer = answering("fine", "r1");
    await chat.retry(chat.state.messages[1]?.key ?? "");
    await idle();
    expect(provider.first).toEqual(["why?", "why?"]);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
  });

  test.each([
    ["several sessions fit", () => [made, { id: "other", chatbotId: "bot" }]],
    [
      "the list cannot be read",
      () => {
        throw new ChatError("forbidden", "no conversations:read");
      },
    ],
  ])("is the user's to decide where %s", async (_case, found) => {
    provider.answer = lost(timeout);
    provider.found = found;
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    const reply = () => chat.state.messages[1];
    await chat.retry(reply()?.key ?? "");
    await idle();
    expect(provider.first).toEqual(["why?"]);
    expect(reply()?.state).toMatchObject({ kind: "failed", error: { kind: "unsure" } });
    expect(chat.serviceId).toBeUndefined();
    provider.answer = answering("fine", "r1");
    await chat.retry(reply()?.key ?? "");
    await idle();
    expect(provider.first).toEqual(["why?", "why?"]);
    expect(textsOf(chat.state.messages)).toEqual(["user: why?", "assistant: fine"]);
  });

  test("is not looked for in a session that is another chat's", async () => {
    provider.answer = lost(timeout);
    provider.found = () => [{ id: "taken", chatbotId: "bot" }, made];
    provider.history = [...turn("r1", "why?", "fine")];
    const { chat, idle } = await open({ isTaken: async (id) => id === "taken" });
    chat.ask("why?");
    await idle();
    expect(chat.serviceId).toBe("made");
  });

  test("is followed by the next question in its session once that is found", async () => {
    provider.answer = lost(timeout);
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    provider.found = () => [made];
    provider.history = [...turn("r1", "why?", "fine")];
    provider.answer = answering("sure", "r2");
    chat.ask("and?");
    await idle();
    expect(provider.first).toEqual(["why?"]);
    expect(provider.sent.map(({ session }) => session.sessionId)).toEqual(["made"]);
  });

  test.each([
    ["is not followed by the next one where nobody can be reached", "offline", ["why?"]],
    ["is followed by the next one where it cannot be looked for", "server", ["why?", "and?"]],
  ] as const)("%s", async (_case, kind, asked) => {
    provider.answer = lost(timeout);
    const { chat, log, idle } = await open();
    chat.ask("why?");
    await idle();
    provider.found = () => {
      throw new ChatError(kind, "no list");
    };
    provider.answer = answering("sure", "r2");
    chat.ask("and?");
    await idle();
    expect(provider.first).toEqual(asked);
    const line = `warn looking for the session: ${kind} (no list)`;
    expect(log.lines.includes(line)).toBe(kind === "server");
  });

  test("is looked for in no list where the session is known", async () => {
    provider.answer = lost(timeout);
    const { chat, idle } = await open({ address: { chatbotId: "bot", sessionId: "known" } });
    for (const text of ["why?", "and?"]) {
      chat.ask(text);
      await idle();
    }
    expect(provider.looks).toBe(0);
  });

  test("that was refused is nowhere looked for", async () => {
    provider.answer = lost(new ChatError("bad-key", "401"));
    const { chat, idle } = await open();
    chat.ask("why?");
    await idle();
    expect(provider.looks).toBe(0);
  });
});
