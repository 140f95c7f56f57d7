import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { HostMessage } from "../../../src/protocol/frames.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import "../../helpers/panelPage.ts";

class NoObserver {
  observe(): void {}
  disconnect(): void {}
}

beforeAll(async () => {
  // Nothing is drawn: what is heard depends on no picture.
  vi.useFakeTimers();
  vi.stubGlobal("ResizeObserver", NoObserver);
  const root = document.createElement("main");
  root.id = "panel";
  document.body.replaceChildren(root);
  await import("../../../webview/main.ts");
  tell(emptySnapshot);
});
afterAll(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The host says something. */
function tell(message: HostMessage): void {
  const event = new MessageEvent("message", { data: message, origin: window.origin });
  window.dispatchEvent(event);
}

let sequence = emptySnapshot.sequence;
function happen(...events: Extract<HostMessage, { type: "events" }>["events"]): void {
  sequence += 1;
  tell({ type: "events", sequence, events });
}

/** What a screen reader says that was not said before. */
const heard = new Set<Element>();
function said(): readonly (string | null)[] {
  const lines = [...document.querySelectorAll("[aria-live=polite] p")];
  const more = lines.filter((line) => !heard.has(line));
  for (const line of more) heard.add(line);
  return more.map(({ textContent }) => textContent);
}

const queue = (...ids: readonly string[]) =>
  ({
    type: "queue-changed",
    queue: { questions: ids.map((id) => ({ id, text: id })), isHeld: false },
  }) as const;

test("a screen reader hears that a question is queued, and nothing where one leaves the queue", () => {
  said();
  happen(queue("one"));
  expect(said()).toEqual(["1 question queued."]);
  happen(queue("one", "two"));
  expect(said()).toEqual(["2 questions queued."]);
  happen(queue("two"));
  happen(queue());
  expect(said()).toEqual([]);
});

test("a screen reader hears how a model that continues has ended", () => {
  const answer = { key: "a", role: "assistant", text: "By train." } as const;
  happen({ type: "history-loaded", messages: [answer] });
  const change = (state: "arriving" | "complete" | "failed" | "stopped") =>
    ({
      type: "message-changed",
      key: "a",
      change: { continuation: { model: "Model", text: "Take", state } },
    }) as const;
  said();
  happen(change("arriving"), change("failed"));
  expect(said()).toEqual(["The model did not answer. Try again, or choose another model."]);
  happen(change("arriving"), change("complete"));
  expect(said()).toEqual(["The answer is complete."]);
});
