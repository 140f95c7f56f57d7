import { type Clock, wait } from "../clock.ts";
import { type ChatError, toChatError } from "../errors.ts";
import { isShared } from "./itemResults.ts";
import type { HeldBackReason } from "./judgeFile.ts";
import type { Resource, UploadFile, UploadOptions, UploadResult } from "../resources.ts";

/** What became of one of several files. */
export type FileOutcome =
  | { readonly kind: "uploaded" | "duplicate"; readonly resource: Resource }
  | { readonly kind: "failed"; readonly error: ChatError }
  /** Not sent, because of what was found when its turn came. */
  | { readonly kind: "held-back"; readonly reason: HeldBackReason }
  /** Not sent, because somebody stopped it or because what failed for another would fail for it too. */
  | { readonly kind: "not-sent" };

/** How several files are sent. */
export interface UploadPlan<T> {
  readonly items: readonly T[];
  /** Reads a file when its turn comes, so that not all are in memory at once; or says why it must not be sent. */
  readonly read: (item: T) => Promise<UploadFile | HeldBackReason>;
  readonly upload: (file: UploadFile, options: UploadOptions) => Promise<UploadResult>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told when a file has ended, and as it leaves: from 0 to 1. */
  readonly onProgress?: (item: T, share: number) => void;
  /** Told what became of a file as soon as that is known; its sender goes on when this has settled. Does not reject. */
  readonly onOutcome?: (item: T, outcome: FileOutcome) => Promise<void>;
}

const atOnce = 3;
const maxTries = 6;
/** When a service asks to wait and does not say for how long, in milliseconds. */
const usualPause = 5_000;
/** A service that says one need not wait at all is asked no faster than that, in milliseconds. */
const minPause = 1_000;
/** For longer nobody looks at a progress bar that stands still, in milliseconds. */
const maxPause = 10 * 60_000;

/** Sends files, a few at once. Waits when the service asks for it and not for long. Gives one outcome for each, in their order. */
export async function uploadAll<T>(plan: UploadPlan<T>): Promise<readonly FileOutcome[]> {
  const outcomes = plan.items.map((): FileOutcome => ({ kind: "not-sent" }));
  const queue = plan.items.map((item, index) => ({ item, index })).values();
  const giveUp = new AbortController();
  // All senders share the pause: the service has asked the account, not one connection.
  const pause = { until: 0 };
  const work = async (): Promise<void> => {
    for (const { item, index } of queue) {
      if (plan.signal.aborted || giveUp.signal.aborted) return;
      const outcome = await sendOne(plan, item, pause);
      if (outcome.kind === "failed" && isForAll(outcome.error, plan.clock)) giveUp.abort();
      outcomes[index] = outcome;
      await plan.onOutcome?.(item, outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

async function sendOne<T>(
  { read, upload, clock, signal, onProgress }: UploadPlan<T>,
  item: T,
  pause: { until: number },
): Promise<FileOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (pause.until > clock.now()) await wait(clock, pause.until - clock.now(), signal);
      const file = await read(item);
      if (typeof file === "string") return { kind: "held-back", reason: file };
      const total = Math.max(1, file.content.byteLength);
      const result = await upload(file, {
        signal,
        onProgress: (bytes) => onProgress?.(item, bytes / total),
      });
      onProgress?.(item, 1);
      return { kind: result.isDuplicate ? "duplicate" : "uploaded", resource: result.resource };
    } catch (thrown) {
      if (signal.aborted) return { kind: "not-sent" };
      const error = toChatError(thrown);
      // After a 429 nothing was done, so the same file may be sent again.
      if (error.kind !== "rate-limited" || attempt === maxTries || isForAll(error, clock))
        return { kind: "failed", error };
      const until = error.retryAt ?? clock.now() + usualPause * attempt;
      pause.until = Math.max(pause.until, until, clock.now() + minPause);
    }
  }
}

/** True for a failure that no other file would escape. */
function isForAll(error: ChatError, clock: Clock): boolean {
  return isShared(error) || (error.retryAt ?? 0) - clock.now() > maxPause;
}
