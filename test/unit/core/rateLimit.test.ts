import { expect, test } from "vitest";
import { RateLimit } from "../../../src/core/rateLimit.ts";
import { ManualClock } from "../../helpers/fakes.ts";

const count = (limit: RateLimit, tries: number): number =>
  Array.from({ length: tries }, () => limit.allow()).filter(Boolean).length;

test("a burst passes, a flood does not, and time heals", () => {
  const clock = new ManualClock();
  const limit = new RateLimit(clock, 10);
  expect(count(limit, 100)).toBe(20);
  clock.advance(500);
  expect(count(limit, 100)).toBe(5);
  clock.advance(60_000);
  expect(count(limit, 100)).toBe(20);
});
