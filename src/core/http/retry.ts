import type { Clock } from "../clock.ts";
import type { ChatError } from "../errors.ts";
import type { Timestamp } from "../model.ts";
import type { TransportError } from "./transport.ts";

/** Whether a request may be sent again without anybody asking. */
export type Repeat =
  /** It changes nothing at the service. */
  | "always-safe"
  /** It must not arrive twice: only when it certainly was not received or was refused unread. */
  | "if-not-received";

const maxAttempts = 3;
/** A user who waits for an answer sees the countdown; a list that loads does not show one. */
const maxWait: Record<Repeat, number> = { "always-safe": 10_000, "if-not-received": 60_000 };

/**
 * When to try again, or undefined for not at all.
 * @param attempt the one that failed, counted from 1
 * @param cause the transport's error, where there was no answer
 */
export function planRetry(
  error: ChatError,
  cause: TransportError | undefined,
  attempt: number,
  repeat: Repeat,
  clock: Clock,
): Timestamp | undefined {
  if (attempt >= maxAttempts || !mayRepeat(error, cause, repeat)) return undefined;
  const now = clock.now();
  const backOff = 500 * 2 ** (attempt - 1) * (0.5 + clock.random() / 2);
  const at = Math.max(error.retryAt ?? 0, now + backOff);
  return at - now <= maxWait[repeat] ? at : undefined;
}

function mayRepeat(error: ChatError, cause: TransportError | undefined, repeat: Repeat): boolean {
  // Neither a certificate or a proxy nor a server that speaks no HTTP recovers within seconds.
  if (error.kind === "config" || error.kind === "bad-reply") return false;
  // Nor does the limit of a plan, whatever the status says.
  if (error.kind === "out-of-quota") return false;
  if (cause) return !cause.maybeReceived || repeat === "always-safe";
  if (error.status === 429) return true;
  return repeat === "always-safe" && [502, 503, 504].includes(error.status ?? 0);
}
