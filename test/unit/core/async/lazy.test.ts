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

test("what is to be done with it makes nothing, and waits for what is being made", async () => {
  const lazy = new Lazy(async () => 1);
  const seen: number[] = [];
  const note = (made: number): void => void seen.push(made);
  lazy.ifMade(note);
  const made = lazy.get();
  lazy.ifMade(note);
  await made;
  lazy.ifMade(note);
  await Promise.resolve();
  expect(seen).toEqual([1, 1]);
});

test("what could not be made is told to those who wanted it, and to nobody else", async () => {
  const lazy = new Lazy(async () => {
    throw new Error("no");
  });
  const made = lazy.get();
  lazy.ifMade(() => expect.unreachable());
  await expect(made).rejects.toThrow("no");
});
