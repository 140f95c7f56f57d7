import { expect, test } from "vitest";
import { Lazy } from "../../../../src/core/async/lazy.ts";

test("it is made once, at its first use", async () => {
  let count = 0;
  const lazy = new Lazy(async () => (count += 1));
  expect(count).toBe(0);
  expect(await Promise.all([lazy.get(), lazy.get()])).toEqual([1, 1]);
  expect(await lazy.get()).toBe(1);
});

test("a failure is told to all who wait, and the next use tries again", async () => {
  let count = 0;
  const lazy = new Lazy(async () => {
    count += 1;
    if (count === 1) throw new Error("no");
    return count;
  });
  const both = [lazy.get(), lazy.get()];
  for (const one of both) await expect(one).rejects.toThrow("no");
  expect(await lazy.get()).toBe(2);
});

test("what is taken is made anew, and its late failure takes nothing away", async () => {
  const makers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const waiting = [...makers];
  const lazy = new Lazy(async () => waiting.shift()?.promise);
  const first = lazy.get();
  const taken = lazy.take();
  const second = lazy.get();
  makers[1]?.resolve("second");
  makers[0]?.reject(new Error("late"));
  await expect(first).rejects.toThrow("late");
  await expect(taken).rejects.toThrow("late");
  expect(await second).toBe("second");
  expect(await lazy.get()).toBe("second");
});

test("where nothing was made, nothing is taken", () => {
  expect(new Lazy(async () => 1).take()).toBeUndefined();
});
