import { beforeEach, expect, test } from "vitest";
import { type ChatChange, emptyChat, reduce } from "../../../src/core/chat/state.ts";
import type { Message } from "../../../src/core/model.ts";
import { FrameQueue } from "../../../src/host/panel/frameQueue.ts";
import type { HostMessage } from "../../../src/protocol/frames.ts";
import { emptyPanel, fold } from "../../../webview/panelState.ts";
import { ManualClock } from "../../helpers/fakes.ts";

let clock: ManualClock;
let posted: HostMessage[];
let queue: FrameQueue;

beforeEach(() => {
  clock = new ManualClock();
  posted = [];
  queue = new FrameQueue((frame) => posted.push(frame), clock);
});

const reply: Message = { key: "a", role: "assistant", text: "", state: { kind: "waiting" } };
const asked: ChatChange = {
  type: "question-asked",
  question: { key: "q", role: "user", text: "why?" },
  reply,
};
const delta = (text: string): ChatChange => ({ type: "text-delta", text });

test("the first piece of text leaves at once", () => {
  queue.push(delta("a"));
  expect(posted).toEqual([[1, "a"]]);
});

test("under load, text is gathered into one frame each 16 ms, and nothing is lost", () => {
  for (let index = 0; index < 200; index += 1) {
    queue.push(delta(`${index} `));
    clock.advance(5);
  }
  clock.advance(100);
  const text = posted.map((frame) => (frame as readonly [number, string])[1]).join("");
  expect(text).toBe(Array.from({ length: 200 }, (_, index) => `${index} `).join(""));
  expect(posted.length).toBeLessThanOrEqual(1000 / 16 + 2);
  expect(posted.map((frame) => (frame as readonly [number, string])[0])).toEqual(
    posted.map((_, index) => index + 1),
  );
});

test("events keep their order among pieces of text", () => {
  queue.push(asked);
  queue.push({ type: "reply-start" });
  queue.push(delta("one "));
  queue.push(delta("two"));
  queue.push({ type: "source-found", source: { id: "s", title: "Source" } });
  queue.push(delta(" three"));
  queue.push({ type: "reply-end", outcome: "complete" });
  clock.advance(16);
  const panel = posted.reduce(fold, emptyPanel);
  expect(panel.chat.messages.at(-1)).toMatchObject({
    text: "one two three",
    sources: [{ id: "s" }],
  });
  expect(posted).toHaveLength(2);
});

test("a snapshot carries the number of the last frame, and frames go on from there", () => {
  queue.push(asked);
  queue.push(delta("lost in the snapshot"));
  expect(queue.restart()).toBe(1);
  clock.advance(100);
  expect(posted).toHaveLength(1);
  queue.push(delta("next"));
  expect(posted.at(-1)).toEqual([2, "next"]);
});

test("a missing frame is noticed", () => {
  expect(() => fold(emptyPanel, [2, "x"])).toThrow("frame 2 came after frame 0");
});

test("the panel's state is the chat's state", () => {
  const events: ChatChange[] = [
    asked,
    { type: "reply-start" },
    delta("a"),
    delta("b"),
    { type: "reply-stopped" },
  ];
  for (const event of events) queue.push(event);
  clock.advance(16);
  expect(posted.reduce(fold, emptyPanel).chat).toEqual(events.reduce(reduce, emptyChat));
});

test("a system clock that is set back holds nothing up", () => {
  queue.push(delta("a"));
  clock.advance(-3_600_000);
  queue.push(delta("b"));
  clock.advance(16);
  queue.push(delta("c"));
  clock.advance(16);
  expect(posted.map((frame) => (frame as readonly [number, string])[1])).toEqual(["a", "b", "c"]);
});
