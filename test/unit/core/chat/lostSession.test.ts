import { beforeEach, expect, test } from "vitest";
import { findLostSession } from "../../../../src/core/chat/lostSession.ts";
import type { Question } from "../../../../src/core/chat/questions.ts";
import type { Session } from "../../../../src/core/model.ts";
import type { ChatProvider } from "../../../../src/core/provider.ts";
import { FakeProvider } from "../../../helpers/fakeProvider.ts";
import { ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import { live, openOutbox, question } from "../../../helpers/openOutbox.ts";

const { signal } = new AbortController();
const session = (id: string): Session => ({ id, chatbotId: "bot" });
/** A first question that no answer came to. */
const lost = (id: string): Question =>
  question(id, "gone", { state: "failed", isSent: true, known: [], after: "" });

/** The ids of the sessions that begin with a question, by its id. */
let sessions: Record<string, readonly string[]>;
let looked: string[];
let adopted: unknown[];

beforeEach(() => {
  sessions = {};
  looked = [];
  adopted = [];
});

class LookingProvider extends FakeProvider {
  findSessions = async (_chatbotId: string, { text }: Pick<Question, "text">) => {
    const id = text.slice(0, -1);
    looked.push(id);
    return (sessions[id] ?? []).map(session);
  };
}

async function find(
  questions: readonly Question[],
  more: { readonly provider?: ChatProvider; readonly taken?: readonly string[] } = {},
): Promise<void> {
  const { provider = new LookingProvider(), taken = [] } = more;
  const disk = new MemoryChatStore({ questions });
  const { outbox } = await openOutbox("here", { disk, clock: new ManualClock() });
  await findLostSession(
    {
      outbox,
      chatbotId: "bot",
      connect: async () => provider,
      isTaken: async (id) => taken.includes(id),
      adopt: async ({ id }, questionId) => void adopted.push(id, questionId),
    },
    signal,
  );
}

test("the session that a lost question has made is found, and nothing else is looked for then", async () => {
  sessions = { two: ["made"], three: ["other"] };
  await find([lost("one"), lost("two"), lost("three")]);
  expect([looked, adopted]).toEqual([
    ["one", "two"],
    ["made", "two"],
  ]);
});

test("a session that is another chat's does not count", async () => {
  sessions = { one: ["taken", "made"] };
  await find([lost("one")], { taken: ["taken"] });
  expect(adopted).toEqual(["made", "one"]);
});

test("of several the user decides, and is told how many there are", async () => {
  sessions = { one: ["a", "b", "taken", "c"] };
  await expect(find([lost("one")], { taken: ["taken"] })).rejects.toMatchObject({
    kind: "unsure",
    message: "3 sessions begin with the question",
  });
  expect(adopted).toEqual([]);
});

test("nothing is looked for that has not left, is on its way, or was refused", async () => {
  const error = { kind: "bad-key", detail: "401" } as const;
  await find([question("waiting", "gone"), live("live", "there"), { ...lost("refused"), error }]);
  expect(looked).toEqual([]);
});

test("a service that cannot look finds nothing", async () => {
  await find([lost("one")], { provider: new FakeProvider() });
  expect(adopted).toEqual([]);
});
