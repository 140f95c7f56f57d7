import { beforeEach, expect, test, vi } from "vitest";
import type { Attachment, Draft } from "../../../src/core/chat/question.ts";
import { DraftKeeper } from "../../../src/host/panel/draftKeeper.ts";
import { ManualClock, MemoryLog } from "../../helpers/fakes.ts";

let saved: (Draft | undefined)[];
let clock: ManualClock;
let log: MemoryLog;

beforeEach(() => {
  saved = [];
  clock = new ManualClock();
  log = new MemoryLog();
});

const attachment: Attachment = { id: "1", path: "a.ts", languageId: "typescript", text: "x" };

function open(queued: readonly string[] = []): DraftKeeper {
  return new DraftKeeper({
    clock,
    log,
    save: async (draft) => void saved.push(draft),
    queued: () => queued,
  });
}

test("typing is written down once the person pauses", () => {
  const keeper = open();
  keeper.type("h");
  clock.advance(200);
  keeper.type("hello");
  clock.advance(200);
  expect(saved).toEqual([]);
  clock.advance(100);
  expect(saved).toEqual([{ text: "hello", attachments: [] }]);
});

test("questions that wait are written down with what is typed, so that no window takes them along", () => {
  const keeper = open(["asked next"]);
  keeper.type("typed");
  keeper.save();
  expect(saved).toEqual([{ text: "asked next\n\ntyped", attachments: [] }]);
});

test("an attachment is there once, and an empty draft is forgotten", () => {
  const keeper = open();
  keeper.attach([attachment]);
  keeper.attach([{ ...attachment, id: "2" }]);
  expect(keeper.draft.attachments.map(({ id }) => id)).toEqual(["2"]);
  keeper.detach("2");
  expect(saved.at(-1)).toBeUndefined();
});

test("a draft that cannot be written is complained about in the log, without its text", async () => {
  const keeper = new DraftKeeper({
    clock,
    log,
    save: async () => Promise.reject(new Error("disk full")),
    queued: () => [],
  });
  keeper.set({ text: "my secret plan", attachments: [] });
  await vi.waitUntil(() => log.lines.length > 0);
  expect(log.lines).toEqual(["error could not keep the draft: Error: disk full"]);
});
