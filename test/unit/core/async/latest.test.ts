import { expect, test } from "vitest";
import { Latest } from "../../../../src/core/async/latest.ts";

test("a new run aborts the one before, whose result does not count", async () => {
  const latest = new Latest();
  const slow = Promise.withResolvers<string>();
  let slowSignal: AbortSignal | undefined;
  const first = latest.run(async (signal) => {
    slowSignal = signal;
    return slow.promise;
  });
  const second = latest.run(async () => "second");
  expect(slowSignal?.aborted).toBe(true);
  slow.resolve("first");
  expect(await first).toBeUndefined();
  expect(await second).toBe("second");
});

test("a failure counts for the latest run only", async () => {
  const latest = new Latest();
  const slow = Promise.withResolvers<string>();
  const first = latest.run(async () => slow.promise);
  const second = latest.run(async () => {
    throw new Error("second");
  });
  slow.reject(new Error("first"));
  expect(await first).toBeUndefined();
  await expect(second).rejects.toThrow("second");
});

test("what is aborted counts no more, and a later run is not touched by it", async () => {
  const latest = new Latest();
  const slow = Promise.withResolvers<string>();
  const first = latest.run(async () => slow.promise);
  latest.abort();
  let signalOfSecond: AbortSignal | undefined;
  const second = latest.run(async (signal) => {
    signalOfSecond = signal;
    return slow.promise;
  });
  slow.resolve("done");
  expect(await first).toBeUndefined();
  expect(await second).toBe("done");
  latest.abort();
  expect(signalOfSecond?.aborted).toBe(false);
});
