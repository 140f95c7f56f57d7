import { describe, expect, test } from "vitest";
import { countMatches, keepPlace, listMatches } from "../../../webview/find/matches.ts";

describe("matches", () => {
  test("are counted whatever the case, and do not overlap", () => {
    expect(countMatches("Webhook, webhooks, WEBHOOK", "webhook")).toBe(3);
    expect(countMatches("aaaa", "aa")).toBe(2);
    expect(countMatches("anything", "")).toBe(0);
    expect(countMatches("a.b", ".")).toBe(1);
  });

  test("are listed in the order of the transcript", () => {
    expect(listMatches([2, 0, 1])).toEqual([
      { message: 0, nth: 0 },
      { message: 0, nth: 1 },
      { message: 2, nth: 0 },
    ]);
  });

  test("keep the reader's place while an answer arrives", () => {
    const before = { message: 1, nth: 0 };
    expect(keepPlace(listMatches([1, 1, 3]), before)).toBe(1);
    expect(keepPlace(listMatches([1, 0, 3]), before)).toBe(1);
    expect(keepPlace(listMatches([1]), before)).toBe(0);
    expect(keepPlace([], before)).toBe(-1);
    expect(keepPlace(listMatches([1, 2]), undefined)).toBe(2);
  });
});
