import { expect, test } from "vitest";
import type { Resource } from "../../../src/core/resources.ts";
import { ProgressWatch } from "../../../src/host/resources/progressWatch.ts";
import { ManualClock, MemoryLog } from "../../helpers/fakes.ts";

const place = { accountId: "a", chatbotId: "b", kindId: "sources" };
const working = (detail: string): readonly Resource[] => [
  { id: "1", title: "One", state: "working", detail },
];

/** Lets everything happen that is due in so many milliseconds, and what follows from it. */
function start(lists: (readonly Resource[] | undefined | Error)[]) {
  const clock = new ManualClock();
  const looks: number[] = [];
  const watch = new ProgressWatch({
    clock,
    log: new MemoryLog(),
    update: async () => {
      looks.push(clock.now());
      const next = lists.length > 1 ? lists.shift() : lists[0];
      if (next instanceof Error) throw next;
      return next;
    },
  });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.advance(500);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  };
  return { watch, looks, pass };
}

test("what does not move is looked at less and less often", async () => {
  const { watch, looks, pass } = start([working("queued")]);
  watch.watch(place);
  await pass(300_000);
  const pauses = looks.slice(1).map((time, index) => time - (looks[index] ?? 0));
  expect(looks[0]).toBe(2000);
  expect(pauses.every((pause, index) => pause >= (pauses[index - 1] ?? 0))).toBe(true);
  expect(pauses.at(-1)).toBe(30_000);
});

test("what moves is looked at often, and no longer once it has ended", async () => {
  const done: readonly Resource[] = [{ id: "1", title: "One" }];
  const { watch, looks, pass } = start([working("queued"), working("running"), done]);
  watch.watch(place);
  await pass(600_000);
  expect(looks).toEqual([2000, 4000, 6000]);
});

test("nothing is asked for while it cannot be seen, and at once when it can", async () => {
  const { watch, looks, pass } = start([working("queued")]);
  watch.watch(place);
  watch.setVisible(false);
  await pass(100_000);
  expect(looks).toEqual([]);
  watch.setVisible(true);
  await pass(500);
  expect(looks).toHaveLength(1);
});

test("a look that fails is not the last one, and an hour is the longest", async () => {
  const { watch, looks, pass } = start([new Error("no network")]);
  watch.watch(place);
  await pass(2 * 3_600_000);
  expect(looks.length).toBeGreaterThan(100);
  expect(looks.at(-1)).toBeLessThan(3_700_000);
});

test("a list that nobody wants any more is let go", async () => {
  const { watch, looks, pass } = start([undefined]);
  watch.watch(place);
  await pass(100_000);
  expect(looks).toHaveLength(1);
});

test("a watch that begins during a look outlives the end of that look", async () => {
  const clock = new ManualClock();
  const looks: PromiseWithResolvers<readonly Resource[] | undefined>[] = [];
  const watch = new ProgressWatch({
    clock,
    log: new MemoryLog(),
    update: async () => {
      const look = Promise.withResolvers<readonly Resource[] | undefined>();
      looks.push(look);
      return look.promise;
    },
  });
  const settle = async (look: number, list?: readonly Resource[]): Promise<void> => {
    looks[look]?.resolve(list);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  watch.watch(place);
  clock.advance(2000);
  // The list is refreshed and loaded again while it is looked at: the look finds nothing that it may speak of.
  watch.watch(place);
  await settle(0);
  for (let look = 1; look < 4; look += 1) {
    clock.advance(30_000);
    expect(looks).toHaveLength(look + 1);
    await settle(look, working("running"));
  }
});
