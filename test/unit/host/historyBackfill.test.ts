import { expect, test } from "vitest";
import type { Message } from "../../../src/core/model.ts";
import { HistoryBackfill } from "../../../src/host/panel/historyBackfill.ts";

const range = (count: number): Message[] =>
  Array.from({ length: count }, (_, index) => ({ key: `m${index}`, role: "user", text: "" }));

test("tells what stands before the snapshot, newest first, without what is deleted meanwhile", async () => {
  let messages = range(1300);
  const told: string[][] = [];
  const isDone = Promise.withResolvers<void>();
  const backfill = new HistoryBackfill(
    () => messages,
    (frame) => {
      told.push(frame.messages.map(({ key }) => key));
      // Deleted after the first piece, from the next one.
      messages = messages.filter(({ key }) => key !== "m300");
      if (told.length === 3) isDone.resolve();
    },
  );
  backfill.start();
  await isDone.promise;
  expect(told.map((keys) => keys.length)).toEqual([500, 499, 200]);
  expect(told[0]?.[0]).toBe("m700");
  expect(told.flat()).not.toContain("m300");
  expect(told.flat()).not.toContain("m1200");
});

test("gives up what it tells when it begins anew, and when it is stopped", async () => {
  const told: number[] = [];
  const backfill = new HistoryBackfill(
    () => range(700),
    ({ messages }) => told.push(messages.length),
  );
  backfill.start();
  backfill.start();
  await expect.poll(() => told).toEqual([500, 100]);
  backfill.start();
  backfill.stop();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(told).toEqual([500, 100]);
});
