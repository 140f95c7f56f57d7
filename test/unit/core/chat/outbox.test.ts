import { beforeEach, describe, expect, test } from "vitest";
import type { ChatStore } from "../../../../src/core/chat/chatStore.ts";
import { emptyDraft } from "../../../../src/core/chat/draft.ts";
import type { Question } from "../../../../src/core/chat/questions.ts";
import { ManualClock } from "../../../helpers/fakes.ts";
import { MemoryChatStore } from "../../../helpers/memoryChatStore.ts";
import {
  live,
  openOutbox,
  promised,
  question,
  statesIn,
  typed,
} from "../../../helpers/openOutbox.ts";

let disk: MemoryChatStore;
let clock: ManualClock;

beforeEach(() => {
  disk = new MemoryChatStore();
  clock = new ManualClock();
});

const open = async (window: string, store: Partial<ChatStore> = {}) =>
  openOutbox(window, { disk, clock, ...store });
const sending = () => ({ state: "sending", vouchedUntil: clock.now() + promised }) as const;
const settle = async () => new Promise(setImmediate);

test("what a window has promised before the clock was set back holds nobody up", async () => {
  const hour = 3600_000;
  disk = new MemoryChatStore({ questions: [{ ...live("a", "there"), vouchedUntil: hour }] });
  const { outbox } = await open("here");
  expect(outbox.elsewhere).toBeUndefined();
  expect(statesIn(outbox.questions)).toEqual(["a interrupted"]);
});

describe("what one window changes", () => {
  test("counts there at once, is written down, and the others are told once", async () => {
    const [here, there] = [await open("here"), await open("there")];
    const adding = here.outbox.add(question("a", "here"), emptyDraft);
    expect(statesIn(here.outbox.questions)).toEqual(["a waiting"]);
    expect(here.outbox.isWriting).toBe(true);
    expect(await adding).toBe(true);
    expect([here.outbox.isWriting, here.told.written, here.told.others]).toEqual([false, 1, 0]);
    await there.outbox.sync();
    await there.outbox.sync();
    expect(there.told.others).toBe(1);
    // Nobody is there who sends it.
    expect(statesIn(there.outbox.questions)).toEqual(["a waiting, held"]);
    expect(await there.outbox.setServiceId("s", "a")).toBe(true);
    await here.outbox.sync();
    expect([here.outbox.serviceId, here.told.others]).toEqual(["s", 1]);
    expect(disk.stored.questions[0]).toMatchObject({ isSent: true, window: "there" });
  });

  test("stands in the order in which it was asked, each question once", async () => {
    const { outbox } = await open("here");
    await outbox.add(question("b", "here", { askedAt: 20 }), emptyDraft);
    await outbox.add(question("a", "here"), emptyDraft);
    await outbox.add(question("a", "here"), emptyDraft);
    expect(disk.stored.questions.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("is written down with the draft, of which nothing is kept when it is empty", async () => {
    const { outbox, draft } = await open("here");
    expect(draft).toBeUndefined();
    await outbox.saveDraft(typed("Why"));
    const there = await open("there");
    expect(there.draft).toEqual(typed("Why"));
    await outbox.add(question("a", "here"), emptyDraft);
    expect(disk.stored).not.toHaveProperty("draft");
    const attachments = [{ id: "1", path: "a.ts", languageId: "", text: "" }];
    await outbox.saveDraft({ text: "", attachments });
    expect(disk.stored.draft?.attachments).toEqual(attachments);
    await there.outbox.sync();
    expect(there.told.drafts).toEqual([""]);
  });

  test("is not undone by what was read before", async () => {
    const old = disk.stored;
    const { outbox, told } = await open("here", { read: async () => old });
    await outbox.add(question("a", "here"), typed("Why"));
    await outbox.sync();
    expect(statesIn(outbox.questions)).toEqual(["a waiting"]);
    expect(told.drafts).toEqual([]);
  });

  test("and does not write down is known there only", async () => {
    disk = new MemoryChatStore({ questions: [question("a", "here")] });
    const { outbox, told } = await open("here");
    outbox.changeHere("a", { state: "answering" });
    expect(outbox.find("a")?.state).toBe("answering");
    expect([disk.stored.questions[0]?.state, told.others]).toEqual(["waiting", 1]);
    outbox.changeHere("a", undefined);
    expect(outbox.find("a")?.state).toBe("waiting");
  });
});

describe("a question that another window sends", () => {
  beforeEach(() => {
    disk = new MemoryChatStore({ questions: [live("a", "there"), question("b", "there")] });
    clock.advance(3000);
  });

  test("goes on while that window promises it, and is interrupted after that", async () => {
    await disk.update(({ questions }) => ({ questions: [...questions, question("c", "gone")] }));
    const { outbox, told } = await open("here");
    expect(outbox.elsewhere?.id).toBe("a");
    expect(statesIn(outbox.questions)).toEqual(["a answering", "b waiting", "c waiting"]);
    clock.advance(promised - 3001);
    expect(outbox.elsewhere?.id).toBe("a");
    const before = told.others;
    clock.advance(1000);
    await settle();
    expect(outbox.elsewhere).toBeUndefined();
    expect(statesIn(outbox.questions)).toEqual([
      "a interrupted",
      "b waiting, held",
      "c waiting, held",
    ]);
    expect(told.others).toBe(before + 1);
  });

  test("lets another one wait without a click while this window is answering", async () => {
    disk = new MemoryChatStore({ questions: [live("a", "here"), question("b", "there")] });
    const { outbox } = await open("here");
    expect(statesIn(outbox.questions)).toEqual(["a answering", "b waiting"]);
    await outbox.change("a", { state: "answered", vouchedUntil: 0 });
    expect(statesIn(outbox.questions)).toEqual(["a answered", "b waiting, held"]);
  });

  test("has ended for all, also where something was changed here in that moment", async () => {
    const { outbox, told } = await open("here");
    const before = told.others;
    clock.advance(promised);
    await outbox.saveDraft(typed("Why"));
    expect(told.others).toBe(before + 1);
  });

  test("is none that is sent here, however long that has taken", async () => {
    disk = new MemoryChatStore({ questions: [live("a", "here")] });
    const { outbox } = await open("here");
    expect(outbox.elsewhere).toBeUndefined();
    clock.advance(promised);
    await outbox.change("a", { isSent: true });
    expect(statesIn(disk.stored.questions)).toEqual(["a answering"]);
  });

  test("is news with each piece of its answer, and no other window's is", async () => {
    const { outbox, told } = await open("here");
    const answer = async (text: string, window: string) => {
      const reply = { key: "a/reply", role: "assistant", text } as const;
      const one = { ...live("a", window), reply };
      await disk.update(() => ({ questions: [one] }));
      await outbox.sync();
      return told.others;
    };
    const before = await answer("s", "there");
    expect(await answer("so", "there")).toBe(before + 1);
    expect(await answer("so", "there")).toBe(before + 1);
    const own = await answer("so", "here");
    expect(await answer("so it is", "here")).toBe(own);
  });

  test("can be stopped from here, and is that window's still", async () => {
    await disk.update(({ questions }) => ({ questions: [...questions, live("c", "here")] }));
    const [here, there] = [await open("here"), await open("there")];
    expect(there.outbox.isStoppedElsewhere("a")).toBe(false);
    here.outbox.stopElsewhere();
    await settle();
    expect(disk.stored.questions[0]).toMatchObject({ state: "stopped", window: "there" });
    expect(statesIn(disk.stored.questions)).toEqual(["a stopped", "b waiting", "c answering"]);
    await there.outbox.sync();
    expect(there.outbox.isStoppedElsewhere("a")).toBe(true);
    expect(there.outbox.isStoppedElsewhere("b")).toBe(false);
    expect(there.outbox.isStoppedElsewhere("none")).toBe(true);
    const { revision } = disk.stored;
    here.outbox.stopElsewhere();
    await settle();
    expect(disk.stored.revision).toBe(revision);
  });

  test("is taken over as it is by now: interrupted, when its window is gone", async () => {
    clock.advance(promised + 1);
    const { outbox } = await open("here");
    await outbox.change("a", { isHeld: true });
    expect(disk.stored.questions[0]).toMatchObject({ state: "interrupted", window: "here" });
    expect(disk.stored.questions[1]).toMatchObject({ state: "waiting", window: "there" });
  });
});

describe("a question is claimed", () => {
  test("with what is known in that moment, beside what was known before", async () => {
    const known = ["r1", "r2"];
    disk = new MemoryChatStore({
      questions: [question("a", "here", { known }), question("b", "")],
    });
    const { outbox } = await open("here");
    expect(await outbox.claim("a", () => ({ ...sending(), known: ["r2", "r3"] }))).toBe(true);
    expect(disk.stored.questions[0]).toMatchObject({
      state: "sending",
      vouchedUntil: promised,
      known: ["r1", "r2", "r3"],
    });
    expect(disk.stored.questions[1]).toEqual(question("b", ""));
    await outbox.add(question("c", "here"), emptyDraft);
    expect(await outbox.claim("c", sending)).toBe(true);
    expect(disk.stored.questions.at(-1)).not.toHaveProperty("known");
  });

  const waiting = question("z", "there");
  test.each<readonly [string, readonly Question[]]>([
    ["sends one itself", [question("a", "here"), live("b", "there"), waiting]],
    ["has taken it out", [waiting]],
    ["has taken it over", [question("a", "there"), waiting]],
    ["has seen another one at the service", [question("a", "here")]],
  ])("not where another window %s", async (_case, questions) => {
    disk = new MemoryChatStore({ questions: [question("a", "here"), waiting] });
    const { outbox } = await open("here");
    await disk.update(() => ({ questions }));
    expect(await outbox.claim("a", sending)).toBe(false);
    expect(disk.stored.questions).toEqual(questions);
  });

  test("not where it has to wait, nor for a chat that is being deleted", async () => {
    disk = new MemoryChatStore({ questions: [question("a", "here")] });
    const { outbox } = await open("here");
    expect(await outbox.claim("a", () => undefined)).toBe(false);
    expect(disk.stored.questions).toEqual([question("a", "here")]);
    const claiming = outbox.claim("a", sending);
    outbox.forget();
    expect(await claiming).toBe(false);
    expect(await outbox.claim("a", sending)).toBe(false);
    expect(disk.stored.questions).toEqual([question("a", "here")]);
  });
});
