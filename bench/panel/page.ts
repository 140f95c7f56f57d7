import { emptySnapshot } from "../../test/fixtures/snapshot.ts";
import type { Play } from "./driver.ts";
import { endMark } from "./answer.ts";

/** What one run showed, in milliseconds. */
export interface PageResult {
  /** From the last byte to the picture that shows it. */
  readonly lag: number;
  readonly longTasks: readonly number[];
}

declare global {
  interface Window {
    /** Plays an answer to whatever stands in the page, and waits until its end is shown. */
    play: (play: Play) => Promise<PageResult>;
  }
}

const shown = endMark.trim();
const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: "longtask" });

const toPanel = (data: unknown): void => {
  window.dispatchEvent(new MessageEvent("message", { data, origin: window.origin }));
};
window.play = async (play) => {
  toPanel(emptySnapshot);
  longTasks.length = 0;
  const worker = new Worker("/driver.js");
  const end = Promise.withResolvers<number>();
  let lastByteAt = Number.POSITIVE_INFINITY;
  worker.addEventListener(
    "message",
    ({ data }: MessageEvent<{ frame?: unknown; lastByteAt?: number }>) => {
      if (data.frame !== undefined) toPanel(data.frame);
      lastByteAt = data.lastByteAt ?? lastByteAt;
    },
  );
  const look = (): void => {
    const last = [...document.querySelectorAll(".block, .floor")].at(-1)?.textContent ?? "";
    if (Number.isFinite(lastByteAt) && last.trimEnd().endsWith(shown)) {
      end.resolve(performance.timeOrigin + performance.now() - lastByteAt);
    } else if (Number.isFinite(lastByteAt)) {
      requestAnimationFrame(look);
    } else {
      setTimeout(look, 100);
    }
  };
  worker.postMessage(play);
  look();
  const lag = await end.promise;
  worker.terminate();
  return { lag, longTasks: [...longTasks] };
};
