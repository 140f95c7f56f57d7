import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  again,
  endOf,
  extendDown,
  extendUp,
  fill,
  follow,
  opening,
  shift,
  showing,
  type TranscriptWindow,
} from "../../../webview/view/transcriptWindow.ts";

describe("the messages in the page", () => {
  test("are the last ones when a session opens, and soon more of them", () => {
    expect(endOf(10_000)).toEqual({ first: 9996, end: 10_000 });
    expect(endOf(3)).toEqual({ first: 0, end: 3 });
    let window = opening(10_000);
    const shown = Array.from({ length: 10 }, () => {
      window = fill(window);
      return window.end - window.first;
    });
    expect(shown.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 26]);
    expect(window).toEqual({ first: 9954, end: 10_000 });
    expect(fill(fill(opening(3)))).toEqual({ first: 1, end: 3 });
    expect(fill(endOf(3))).toEqual({ first: 0, end: 3 });
  });

  test("are as many as before when all were read anew", () => {
    expect(again({ first: 0, end: 30 }, 31)).toEqual({ first: 1, end: 31 });
    expect(again({ first: 0, end: 0 }, 31)).toEqual({ first: 21, end: 31 });
  });

  test("reach the first one by scrolling up, and the last one by scrolling down again", () => {
    let window = endOf(10_000);
    let steps = 0;
    for (; window.first > 0; steps += 1) window = extendUp(window);
    expect(steps).toBe(Math.ceil(9996 / 10));
    for (; window.end < 10_000;) window = extendDown(window, 10_000);
    expect(window.end).toBe(10_000);
  });

  test("hold a message that is looked for", () => {
    expect(showing({ first: 0, end: 40 }, 5000, 10_000)).toEqual({ first: 4980, end: 5020 });
    expect(showing({ first: 0, end: 40 }, 7, 10_000)).toEqual({ first: 0, end: 40 });
  });

  test("stay few, in order and inside the session, whatever the reader does", () => {
    const move = fc.constantFrom(
      (window: TranscriptWindow) => extendUp(window),
      (window: TranscriptWindow, count: number) => extendDown(window, count),
      (window: TranscriptWindow, count: number) => follow(window, count),
      (window: TranscriptWindow, count: number) => again(window, count),
      (window: TranscriptWindow, count: number) => showing(window, count >> 1, count),
      (window: TranscriptWindow, count: number) => shift(window, -3, count),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.array(move), (count, moves) => {
        let window = endOf(count);
        for (const next of moves) {
          window = next(window, count);
          expect(window.first).toBeGreaterThanOrEqual(0);
          expect(window.first).toBeLessThanOrEqual(window.end);
          expect(window.end).toBeLessThanOrEqual(count);
          expect(window.end - window.first).toBeLessThanOrEqual(160);
        }
      }),
    );
  });
});
