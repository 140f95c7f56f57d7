import { beforeEach, describe, expect, test } from "vitest";
import type { ChatStore } from "../../../../src/core/chat/chatStore.ts";
import { emptyDraft } from "../../../../src/core/chat/draft.ts";
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
/** Storage that fails until it is mended. */
function failing() {
  const storage = { isBroken: true };
  const update: ChatStore["update"] = async (change) => {
    if (storage.isBroken) throw new Error("disk full");
    return disk.update(change);
  };
  return { update, mend: () => (storage.isBroken = false) };
}
const settle = async () => new Promise(setImmediate);

describe("storage that fails", () => {
  test("also where storage fails, as it was known then", async () => {
    disk = new MemoryChatStore({ questions: [question("a", "here")] });
    const { update, mend } = failing();
    const { outbox } = await open("here", { update });
    let asked = 0;
    const change = () => ({ ...sending(), after: `seen ${(asked += 1)}` });
    expect(await outbox.claim("a", change)).toBe(true);
    const { after } = outbox.find("a") ?? {};
    mend();
    clock.advance(10_000);
    await settle();
    expect(disk.stored.questions[0]).toMatchObject({ state: "sending", after });
  });

  test("not where storage fails and another window was seen to send one", async () => {
    disk = new MemoryChatStore({ questions: [question("a", "here"), live("b", "there")] });
    const { outbox } = await open("here", { update: failing().update });
    expect(await outbox.claim("a", sending)).toBe(false);
  });

  test("hinders nobody: what was changed counts, and is written down when there is room", async () => {
    const { update, mend } = failing();
    const { outbox, log, told } = await open("here", { update });
    expect(await outbox.add(question("a", "here"), emptyDraft)).toBe(false);
    expect(await outbox.setServiceId("s", "a")).toBe(false);
    expect(log.lines[0]).toContain("disk full");
    expect([statesIn(outbox.questions), outbox.isWriting]).toEqual([["a waiting"], true]);
    expect(told.written).toBe(0);
    clock.advance(10_000);
    await settle();
    expect(outbox.isWriting).toBe(true);
    mend();
    clock.advance(10_000);
    await settle();
    expect([outbox.isWriting, told.written]).toEqual([false, 1]);
    expect(disk.stored).toMatchObject({ serviceId: "s", questions: [{ id: "a", isSent: true }] });
    const { revision } = disk.stored;
    clock.advance(60_000);
    await settle();
    expect(disk.stored.revision).toBe(revision);
  });

  test("costs no draft: the last one is written down when there is room, at the latest at the end", async () => {
    disk = new MemoryChatStore({ draft: typed("before") });
    const { update, mend } = failing();
    const { outbox } = await open("here", { update });
    await outbox.saveDraft(typed("first"));
    expect(await outbox.saveDraft(typed("second"))).toBe(false);
    mend();
    clock.advance(10_000);
    await settle();
    expect(disk.stored.draft?.text).toBe("second");
    const closed = failing();
    const { outbox: other } = await open("there", { update: closed.update });
    await other.add(question("a", "there"), emptyDraft);
    closed.mend();
    await other.close();
    expect([disk.stored.draft, statesIn(disk.stored.questions)]).toEqual([
      undefined,
      ["a waiting"],
    ]);
  });

  test("is tried once more when the chat is closed, and never for one that is being deleted", async () => {
    const { update, mend } = failing();
    const { outbox } = await open("here", { update });
    await outbox.add(question("a", "here"), emptyDraft);
    const deleted = await open("there", { update });
    await deleted.outbox.add(question("b", "there"), emptyDraft);
    deleted.outbox.forget();
    mend();
    await outbox.close();
    await deleted.outbox.close();
    clock.advance(60_000);
    await settle();
    expect(statesIn(disk.stored.questions)).toEqual(["a waiting"]);
    expect(await outbox.add(question("c", "here"), emptyDraft)).toBe(false);
  });
});

test("what is taken out is gone, and remembered while its record may come", async () => {
  const sent = question("a", "here", { isSent: true, known: [], state: "failed" });
  disk = new MemoryChatStore({ questions: [sent, question("b", "here")] });
  const { outbox } = await open("here");
  expect(await outbox.remove(["a", "b"])).toBe(true);
  expect([outbox.questions, outbox.find("a")]).toEqual([[], undefined]);
  expect(statesIn(outbox.allQuestions)).toEqual(["a removed"]);
  await outbox.change("a", { state: "answered" });
  expect(statesIn(outbox.allQuestions)).toEqual(["a removed"]);
  clock.advance(60 * 60_000);
  await outbox.saveDraft(emptyDraft);
  expect(outbox.allQuestions).toEqual([]);
});

test("a chat that is closed follows nobody", async () => {
  let isWatched = false;
  const watch = () => {
    isWatched = true;
    return () => void (isWatched = false);
  };
  disk = new MemoryChatStore({ questions: [live("a", "there")] });
  const { outbox, told } = await open("here", { watch });
  expect(isWatched).toBe(true);
  await outbox.close();
  const before = told.others;
  clock.advance(60_000);
  await settle();
  expect([isWatched, told.others]).toEqual([false, before]);
});
