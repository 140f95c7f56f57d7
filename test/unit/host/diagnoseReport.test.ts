import { expect, test } from "vitest";
import { describeTolerated } from "../../../src/host/diagnose/report.ts";

test("a report sums up what was tolerated of a service, if anything was", () => {
  expect(describeTolerated(undefined)).toBeUndefined();
  expect(describeTolerated({ leftOut: 0, reframed: 0 })).toBeUndefined();
  expect(describeTolerated({ leftOut: 3, reframed: 1 })).toBe(
    "✗ Unexpected formats since this window opened. Items that could not be read: 3. Answers in another format: 1. The log has the details.",
  );
});
