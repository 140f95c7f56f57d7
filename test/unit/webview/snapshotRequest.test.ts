import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SnapshotRequest } from "../../../webview/snapshotRequest.ts";

let count: number;
let request: SnapshotRequest;

beforeEach(() => {
  vi.useFakeTimers();
  count = 0;
  request = new SnapshotRequest(() => (count += 1));
});

afterEach(() => vi.useRealTimers());

test("the frames behind one that was lost ask for one snapshot", () => {
  request.ask();
  request.ask();
  request.end();
  vi.advanceTimersByTime(60_000);
  expect(count).toBe(1);
});

test("a second frame that is lost soon after is not forgotten, though nothing comes behind it", () => {
  request.ask();
  request.end();
  vi.advanceTimersByTime(500);
  request.ask();
  expect(count).toBe(1);
  vi.advanceTimersByTime(500);
  expect(count).toBe(2);
});

test("a snapshot that cannot be taken over is asked for once a second", () => {
  for (let tries = 0; tries < 95; tries += 1) {
    request.ask();
    vi.advanceTimersByTime(100);
  }
  expect(count).toBe(10);
});
