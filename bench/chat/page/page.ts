import { emptySnapshot } from "../../../test/fixtures/snapshot.ts";
import { HistoryBackfill, recentPart } from "../../../src/host/panel/historyBackfill.ts";
import { endMark, makeMessages } from "../answer.ts";
import type { Play } from "./player.ts";

/** How a page opened, in milliseconds since it was asked for. */
export interface Opened {
  /** When the last message is shown, and one can type. */
  readonly readable: number;
  /** Tasks over 50 ms until everything was there, in milliseconds. */
  readonly longTasks: readonly number[];
  /** Elements and texts in the page. */
  readonly nodes: number;
}

/** How an answer was shown, in milliseconds. */
export interface Played {
  /** From the last byte to the picture that shows it. */
  readonly lag: number;
  /** From the first delta to the picture that shows text of it. */
  readonly firstText: number;
  /** Tasks over 50 ms. */
  readonly longTasks: readonly number[];
  /** Elements and texts in the page at the end. */
  readonly nodes: number;
}

declare global {
  interface Window {
    /** A chat of as many messages as the address says. */
    opened: Promise<Opened>;
    /** Plays an answer to the open chat, and waits until its end is shown. */
    play: (play: Play) => Promise<Played>;
  }
}

/** What comes after the first picture, such as the controls, is there after so many milliseconds. */
const settleTime = 1500;

let longTasks: number[] = [];
const observer = new PerformanceObserver((list) => noteTasks(list.getEntries()));
observer.observe({ type: "longtask", buffered: true });

// What hands out the messages runs in Node otherwise.
Object.assign(globalThis, { setImmediate: (run: () => void) => setTimeout(run) });

window.opened = new Promise((resolve, reject) => {
  window.addEventListener("to-host", (event) => {
    const { type } = (event as CustomEvent<{ type: string }>).detail;
    // The host answers later.
    if (type === "ready") setTimeout(() => void open().then(resolve, reject));
  });
});

async function open(): Promise<Opened> {
  const count = Number(new URLSearchParams(window.location.search).get("messages") ?? 0);
  const messages = makeMessages(count);
  const state = recentPart({ ...emptySnapshot.state, messages });
  let left = count - state.messages.length;
  const older = new HistoryBackfill(
    () => messages,
    (frame) => {
      left -= frame.messages.length;
      toPanel(frame);
    },
  );
  toPanel({ ...emptySnapshot, state });
  older.start();
  const isEndShown = (): boolean => count === 0 || lastText().endsWith(endMark.trim());
  await untilShown(() => document.querySelector("textarea") !== null && isEndShown());
  const readable = performance.now();
  await untilShown(() => left === 0);
  await new Promise((resolve) => void setTimeout(resolve, settleTime));
  return { readable, longTasks: takeTasks(), nodes: countNodes() };
}

window.play = async (play) => {
  takeTasks();
  const worker = new Worker("/player.js");
  let firstByteAt = Number.POSITIVE_INFINITY;
  let lastByteAt = Number.POSITIVE_INFINITY;
  worker.addEventListener(
    "message",
    ({ data }: MessageEvent<{ frame?: unknown; firstByteAt?: number; lastByteAt?: number }>) => {
      if (data.frame !== undefined) toPanel(data.frame);
      firstByteAt = data.firstByteAt ?? firstByteAt;
      lastByteAt = data.lastByteAt ?? lastByteAt;
    },
  );
  worker.postMessage(play);
  const now = (): number => performance.timeOrigin + performance.now();
  await untilShown(() => Number.isFinite(firstByteAt) && lastText() !== "");
  const firstText = now() - firstByteAt;
  // Looking at the end of a long text costs, so nobody looks before it can be there.
  while (!Number.isFinite(lastByteAt)) await new Promise((resolve) => void setTimeout(resolve, 50));
  await untilShown(() => lastText().endsWith(endMark.trim()));
  const lag = now() - lastByteAt;
  worker.terminate();
  return { lag, firstText, longTasks: takeTasks(), nodes: countNodes() };
};

/** Posts a message to what stands in the page, as the host does. */
function toPanel(data: unknown): void {
  window.dispatchEvent(new MessageEvent("message", { data, origin: window.origin }));
}

/** Waits for the first picture with which something is in the page. */
async function untilShown(isThere: () => boolean): Promise<void> {
  do {
    await new Promise(requestAnimationFrame);
    // What draws in this frame may do so after this.
    await new Promise((resolve) => void setTimeout(resolve));
  } while (!isThere());
}

function noteTasks(entries: readonly PerformanceEntry[]): void {
  longTasks.push(...entries.map(({ duration }) => duration));
}

function takeTasks(): readonly number[] {
  noteTasks(observer.takeRecords());
  const taken = longTasks;
  longTasks = [];
  return taken;
}

/** The end of the last answer. In the control it may stand in two elements. */
function lastText(): string {
  const blocks = [...document.querySelectorAll(".assistant .block, .control")].slice(-2);
  return blocks
    .map(({ textContent }) => textContent)
    .join("")
    .trimEnd();
}

function countNodes(): number {
  const walker = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
  );
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
}
