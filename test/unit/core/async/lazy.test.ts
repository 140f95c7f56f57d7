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

test("a look makes nothing, and sees what is made or being made", async () => {
  const lazy = new Lazy(async () => 1);
  expect(lazy.peek()).toBeUndefined();
  const made = lazy.get();
  expect(await lazy.peek()).toBe(1);
  await made;
  expect(await lazy.peek()).toBe(1);
});
