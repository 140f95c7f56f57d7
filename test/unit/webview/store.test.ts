import { beforeEach, describe, expect, test, vi } from "vitest";

import type { ChatChange } from "../../../src/core/chat/state.ts";
import type { Message } from "../../../src/core/model.ts";
import type { SnapshotFrame } from "../../../src/protocol/frames.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import { Store } from "../../../webview/store.ts";

const message = (key: number, role: Message["role"] = "user"): Message => ({
  key: `m${key}`,
  role,
  text: `text ${key}`,
});
const range = (first: number, end: number): Message[] =>
  Array.from({ length: end - first }, (_, index) => message(first + index));

function snapshot(messages: readonly Message[]): SnapshotFrame {
  return { ...emptySnapshot, state: { ...emptySnapshot.state, messages } };
}

let store: Store;
beforeEach(() => {
  store = new Store(() => undefined);
});

const shown = (): readonly string[] =>
  store.panel.chat.messages.slice(store.ui.window.first, store.ui.window.end).map(({ key }) => key);

const asked = (sequence: number, key: number) =>
  ({
    type: "events",
    sequence,
    events: [
      { type: "question-asked", question: message(key), reply: message(key + 1, "assistant") },
    ],
  }) as const;

describe("the panel's state", () => {
  test("shows the end of a session, and the same messages when older ones arrive", () => {
    store.receive(snapshot(range(100, 200)));
    store.followEnd();
    const before = shown();
    expect(before.at(-1)).toBe("m199");
    store.receive({ type: "older", messages: range(0, 100) });
    expect(shown()).toEqual(before);
    expect(store.count).toBe(200);
  });

  test("shows no message with the first picture of a session, and soon many", async () => {
    store.receive(snapshot(range(0, 100)));
    expect(shown()).toEqual([]);
    await vi.waitFor(() => expect(shown()).toEqual(range(54, 100).map(({ key }) => key)));
  });

  test("keeps messages in the page while all are replaced", () => {
    store.receive(snapshot(range(0, 100)));
    store.followEnd();
    store.receive(snapshot(range(0, 101)));
    expect(shown()).toEqual(range(97, 101).map(({ key }) => key));
  });

  test("gathers the growing answer from frames, once each", () => {
    store.receive(snapshot([]));
    store.receive(asked(1, 1));
    store.receive([2, "one "]);
    store.receive({
      type: "events",
      sequence: 3,
      events: [{ type: "text-delta", text: "two" }],
    });
    expect(store.live.since(0)).toBe("one two");
    expect(store.panel.chat.reply?.text).toContain("one two");
    expect(() => store.receive([5, "lost"])).toThrow("frame 5 came after frame 3");
  });

  test("lets a reader who has scrolled away stay there, and counts what is new", () => {
    store.receive(snapshot(range(0, 50)));
    store.followEnd();
    store.show(49);
    expect(store.ui.isFollowing).toBe(true);
    store.update({ isFollowing: false });
    store.receive({
      type: "events",
      sequence: 1,
      events: [
        { type: "queue-changed", queue: { questions: [{ id: "q", text: "next" }], isHeld: false } },
      ],
    });
    expect(store.ui.isFollowing).toBe(false);
    expect(store.ui.unseen).toBe(0);
    store.receive(asked(2, 50));
    expect(store.ui).toMatchObject({ isFollowing: true, unseen: 0, window: { end: 52 } });
  });

  test("lets a reader who has scrolled away stay there while the session is read anew", () => {
    store.receive(snapshot(range(0, 50)));
    store.show(10);
    store.update({ isFollowing: false });
    const before = shown();
    const reload = (sequence: number, messages: readonly Message[]): void =>
      store.receive({ type: "events", sequence, events: [{ type: "history-loaded", messages }] });
    reload(1, range(0, 52));
    expect(shown()).toEqual(before);
    expect(store.ui).toMatchObject({ isFollowing: false, unseen: 2 });
    // What was before them is gone, and then there again.
    reload(2, range(5, 52));
    expect(shown()).toEqual(before.slice(5));
    reload(3, range(0, 52));
    expect(shown()).toEqual(before.slice(5));
    expect(store.ui.isFollowing).toBe(false);
    reload(4, range(100, 120));
    expect(store.ui.isFollowing).toBe(true);
    expect(shown().at(-1)).toBe("m119");
  });

  test("is healed by a snapshot, whatever it was before", async () => {
    const broken = { ...emptySnapshot, state: {} } as unknown as SnapshotFrame;
    expect(() => store.receive(broken)).toThrow();
    store.receive(snapshot(range(0, 3)));
    await vi.waitFor(() => expect(shown()).toEqual(["m0", "m1", "m2"]));
  });

  test("leaves changes alone that it does not know, and takes over those beside them", () => {
    store.receive(snapshot([]));
    const unknown = { type: "of-a-newer-host" } as unknown as ChatChange;
    const events = [unknown, { type: "session-changed", title: "Known" } as const];
    store.receive({ type: "events", sequence: 1, events });
    expect(store.panel.chat.title).toBe("Known");
  });

  test("selects answers by their keys", () => {
    store.receive(snapshot(range(0, 3)));
    store.select("begin");
    store.select({ toggle: "m1" });
    store.select({ toggle: "m2" });
    store.select({ toggle: "m1" });
    expect([...(store.ui.selected ?? [])]).toEqual(["m2"]);
    store.select("end");
    expect(store.ui.selected).toBeUndefined();
  });
});
