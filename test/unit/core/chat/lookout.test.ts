import { beforeEach, expect, test } from "vitest";
import { Lookout } from "../../../../src/core/chat/lookout.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import type { ErrorKind } from "../../../../src/core/model.ts";
import { FakeClock, ManualClock, MemoryLog } from "../../../helpers/fakes.ts";
import { inTurns } from "../../../helpers/inTurns.ts";

const minute = 60_000;
let clock: FakeClock;
let log: MemoryLog;
let patience: number;
let looks: AbortSignal[];
/** Whether it was running at each change. */
let changes: boolean[];
let look: () => Promise<void>;

beforeEach(() => {
  clock = new FakeClock();
  log = new MemoryLog();
  patience = minute;
  looks = [];
  changes = [];
  look = async () => undefined;
});

/** Lets what has ended be taken note of. */
const settle = async () => new Promise(setImmediate);

function make(more: { readonly clock?: ManualClock } = {}) {
  const ended = Promise.withResolvers<void>();
  const lookout: Lookout = new Lookout({
    clock,
    log,
    patience: () => patience,
    look: async (signal) => {
      looks.push(signal);
      await look();
    },
    onChange: () => {
      changes.push(lookout.isRunning);
      if (!lookout.isRunning) ended.resolve();
    },
    ...more,
  });
  return { lookout, ended: async () => inTurns(ended.promise, "it never ends") };
}

test("looks again and again with growing pauses, as long as the patience lasts", async () => {
  patience = 5 * minute;
  const { lookout, ended } = make();
  const start = clock.now();
  lookout.start("later");
  expect(lookout.isRunning).toBe(true);
  await ended();
  const waits = clock.waits;
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(waits.at(-2));
  expect(looks).toHaveLength(waits.length);
  const spent = clock.now() - start;
  expect(spent).toBeLessThanOrEqual(patience);
  expect(spent + (waits.at(-1) ?? 0)).toBeGreaterThan(patience);
  expect(changes).toEqual([true, false]);
});

test("looks at once where that is wanted, and ends when nothing is missing any more", async () => {
  look = async () => {
    if (looks.length === 2) patience = 0;
  };
  const { lookout, ended } = make();
  lookout.start("at-once");
  await ended();
  expect([looks.length, clock.waits.length]).toEqual([2, 1]);
});

test("does not look where nothing is missing, nor where it was found during the pause", async () => {
  const manual = new ManualClock();
  const { lookout, ended } = make({ clock: manual });
  patience = 0;
  lookout.start("at-once");
  expect([lookout.isRunning, changes]).toEqual([false, []]);
  patience = minute;
  lookout.start("later");
  patience = 0;
  manual.advance(minute);
  await ended();
  expect(looks).toEqual([]);
});

test.each<ErrorKind>([
  "no-key",
  "bad-key",
  "forbidden",
  "blocked",
  "not-found",
  "unsure",
  "config",
])("ends at %s, which the next look would meet too", async (kind) => {
  look = async () => Promise.reject(new ChatError(kind, "no"));
  const { lookout, ended } = make();
  lookout.start("at-once");
  await ended();
  expect([looks.length, log.lines]).toEqual([1, []]);
});

test("goes on after any other failure, and leaves a line in the log", async () => {
  look = async () => {
    if (looks.length === 1) throw new ChatError("offline", "no network");
    patience = 0;
  };
  const { lookout, ended } = make();
  lookout.start("at-once");
  await ended();
  expect(looks).toHaveLength(2);
  expect(log.lines).toEqual(["warn looking for an answer: offline (no network)"]);
});

test("is given up at once, without a word about the look that is broken off", async () => {
  const { lookout } = make();
  lookout.stop();
  expect(changes).toEqual([]);
  const broken = Promise.withResolvers<void>();
  look = async () => broken.promise;
  lookout.start("at-once");
  lookout.stop();
  expect([looks[0]?.aborted, lookout.isRunning, changes]).toEqual([true, false, [true, false]]);
  broken.reject(new ChatError("offline", "no network"));
  await settle();
  expect([looks.length, log.lines, changes.length]).toEqual([1, [], 2]);
});

test("begins anew when it is started again, and the earlier one says nothing any more", async () => {
  const first = Promise.withResolvers<void>();
  look = async () => first.promise;
  const { lookout, ended } = make();
  lookout.start("at-once");
  look = async () => void (patience = 0);
  lookout.start("at-once");
  expect(looks[0]?.aborted).toBe(true);
  await ended();
  first.resolve();
  await settle();
  expect(looks).toHaveLength(2);
  expect(changes).toEqual([true, true, false]);
});
