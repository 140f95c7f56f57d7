import { describe, expect, test } from "vitest";
import type { Clock } from "../../../../src/core/clock.ts";
import { ChatError } from "../../../../src/core/errors.ts";
import { planRetry, type Repeat } from "../../../../src/core/http/retry.ts";
import { TransportError } from "../../../../src/core/http/transport.ts";
import type { ErrorKind } from "../../../../src/core/model.ts";

const now = 1_000_000;
const clockWith = (random: number): Clock => ({
  now: () => now,
  after: () => () => undefined,
  random: () => random,
});
const clock = clockWith(0);

const answered = (status: number, retryAt?: number, kind: ErrorKind = "server"): ChatError =>
  new ChatError(kind, "no", { status, retryAt });
const isRepeated = (error: ChatError, repeat: Repeat, cause?: TransportError): boolean =>
  planRetry(error, cause, 1, repeat, clock) !== undefined;

describe("a request is sent again", () => {
  test("at most twice, after pauses that grow and are spread", () => {
    const waits = (random: number) =>
      [1, 2, 3, 4].map((attempt) => {
        const at = planRetry(answered(503), undefined, attempt, "always-safe", clockWith(random));
        return at === undefined ? undefined : at - now;
      });
    expect(waits(0)).toEqual([250, 500, undefined, undefined]);
    expect(waits(1)).toEqual([500, 1000, undefined, undefined]);
  });

  test.each([
    [429, true, true],
    [502, true, false],
    [503, true, false],
    [504, true, false],
    [500, false, false],
    [501, false, false],
    [400, false, false],
  ])("after status %i: a reading one %s, a message %s", (status, reading, message) => {
    expect(isRepeated(answered(status), "always-safe")).toBe(reading);
    expect(isRepeated(answered(status), "if-not-received")).toBe(message);
  });

  test("without an answer only where it cannot have been received, or changes nothing", () => {
    const lost = new ChatError("unreachable", "lost");
    const failed = (maybeReceived: boolean): TransportError =>
      new TransportError("unreachable", "lost", maybeReceived);
    expect(isRepeated(lost, "if-not-received", failed(false))).toBe(true);
    expect(isRepeated(lost, "if-not-received", failed(true))).toBe(false);
    expect(isRepeated(lost, "always-safe", failed(true))).toBe(true);
    expect(isRepeated(lost, "always-safe")).toBe(false);
  });

  test("never where a few seconds change nothing", () => {
    for (const kind of ["config", "bad-reply", "out-of-quota"] as const)
      expect(isRepeated(answered(429, undefined, kind), "always-safe")).toBe(false);
  });

  test("when the service says so, if that is soon", () => {
    const at = (wait: number, repeat: Repeat) =>
      planRetry(answered(429, now + wait), undefined, 1, repeat, clock);
    expect(at(10_000, "always-safe")).toBe(now + 10_000);
    expect(at(10_001, "always-safe")).toBeUndefined();
    expect(at(60_000, "if-not-received")).toBe(now + 60_000);
    expect(at(60_001, "if-not-received")).toBeUndefined();
    // No sooner than it would be without.
    expect(at(1, "always-safe")).toBe(now + 250);
  });
});
