import { systemClock } from "../../../src/core/clock.ts";
import type { ChatChange } from "../../../src/core/chat/state.ts";
import { FrameQueue } from "../../../src/host/panel/frameQueue.ts";

/** What the page asks this worker to play. */
export interface Play {
  readonly text: string;
  readonly deltaLength: number;
  readonly deltasPerSecond: number;
}

/** From the question to the first byte of its answer, in milliseconds: the question is on the screen by then. */
const answerTime = 500;

/** Plays an answer through the host's own frame queue, away from the thread that is measured. */
globalThis.addEventListener("message", (event: MessageEvent<Play>) => {
  const { text, deltaLength, deltasPerSecond } = event.data;
  const queue = new FrameQueue((frame) => postMessage({ frame }), systemClock);
  const push = (eventToSend: ChatChange): void => queue.push(eventToSend);
  push({
    type: "question-asked",
    question: { key: "question", role: "user", text: "Please write." },
    reply: { key: "reply", role: "assistant", text: "", state: { kind: "waiting" } },
  });
  push({ type: "reply-start" });
  const now = (): number => performance.timeOrigin + performance.now();
  const start = performance.now() + answerTime;
  let sent = 0;
  const timer = setInterval(() => {
    // A timer that comes late sends what is due, so that the pace is kept.
    const due = Math.floor(((performance.now() - start) / 1000) * deltasPerSecond);
    if (sent === 0 && due > 0) postMessage({ firstByteAt: now() });
    for (; sent < due && sent * deltaLength < text.length; sent += 1) {
      push({ type: "text-delta", text: text.slice(sent * deltaLength, (sent + 1) * deltaLength) });
    }
    if (sent * deltaLength < text.length) return;
    clearInterval(timer);
    postMessage({ lastByteAt: now() });
    push({ type: "reply-end", outcome: "complete" });
  }, 1000 / deltasPerSecond);
});
