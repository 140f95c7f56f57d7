import { expect, test } from "vitest";
import { Turns } from "../../../../src/core/async/turns.ts";

test("actions of one key run one after another, in the order of the calls", async () => {
  const turns = new Turns<string>();
  const log: string[] = [];
  const action = (name: string) => async (): Promise<string> => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    return name;
  };
  const results = [turns.run("a", action("one")), turns.run("a", action("two"))];
  expect(await Promise.all(results)).toEqual(["one", "two"]);
  expect(log).toEqual(["one begins", "one ends", "two begins", "two ends"]);
});

test("another key does not wait, and a failure does not stop the next", async () => {
  const turns = new Turns<string>();
  const slow = Promise.withResolvers<string>();
  const first = turns.run("a", async () => slow.promise);
  const next = turns.run("a", async () => "next");
  expect(await turns.run("b", async () => "b")).toBe("b");
  slow.reject(new Error("no"));
  await expect(first).rejects.toThrow("no");
  expect(await next).toBe("next");
});

test("one can wait until one key, or everything, has settled", async () => {
  const turns = new Turns<string>();
  const [a, b] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const log: string[] = [];
  const failing = turns.run("a", async () => a.promise);
  const other = turns.run("b", async () => b.promise);
  const ofA = turns.settled("a").then(() => log.push("a"));
  const ofAll = turns.allSettled().then(() => log.push("all"));
  a.reject(new Error("no"));
  await expect(failing).rejects.toThrow("no");
  await ofA;
  expect(log).toEqual(["a"]);
  b.resolve();
  await Promise.all([other, ofAll]);
  expect(log).toEqual(["a", "all"]);
  await turns.settled("never heard of");
});
