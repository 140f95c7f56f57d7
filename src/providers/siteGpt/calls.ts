import { unknown } from "valibot";
import { toChatError } from "../../core/errors.ts";
import { refusal } from "../../core/http/acknowledgement.ts";
import { type ClassifyError, readErrorCode } from "../../core/http/errorResponse.ts";
import { describeCall, type HttpCall, type HttpClient } from "../../core/http/client.ts";
import type { ErrorKind } from "../../core/model.ts";
import { isRefusal } from "../../core/wire/refusal.ts";
import { parse, type Schema } from "../../core/wire/schema.ts";
import { envelope } from "./wire.ts";

/** Statuses of what the service has given up (trap 29), or knows under another path only (trap 21). */
const gone = new Set([404, 405, 410]);

/**
 * Calls and takes the payload out of the envelope (1.3).
 * @param onLeftOut told how many items of its lists could not be read
 */
export async function read<T>(
  http: HttpClient,
  data: Schema<T>,
  call: HttpCall,
  signal: AbortSignal,
  onLeftOut?: (count: number) => void,
): Promise<T> {
  const what = describeCall(call);
  return openEnvelope(data, await http.json(unknown(), call, signal), what, (problems) => {
    http.tolerance.leaveOut(what, problems);
    onLeftOut?.(problems.length);
  });
}

/**
 * The payload of an envelope that was received (1.3). Throws what the envelope complains about.
 * @param onLeftOut told what was wrong with each item that was left out of a list
 * @param classify reads the codes of the generation that was called
 */
export function openEnvelope<T>(
  data: Schema<T>,
  body: unknown,
  what: string,
  onLeftOut?: (problems: readonly string[]) => void,
  classify: ClassifyError = classifyError,
): T {
  // Undocumented under status 200, and cheap to check (trap 30); `success` may be a text (trap 28).
  if (isRefusal(body)) throw refusal(200, body, what, classify);
  return parse(envelope(data), body, what, onLeftOut).data;
}

/** Tries one way after the other, as long as the service does not know the one before (traps 21 and 29). */
export async function firstKnown<Way, T>(
  [way, ...others]: readonly [Way, ...Way[]],
  attempt: (way: Way) => Promise<T>,
): Promise<T> {
  try {
    return await attempt(way);
  } catch (thrown) {
    const [next, ...rest] = others;
    if (next === undefined || !gone.has(toChatError(thrown).status ?? 0)) throw thrown;
    return await firstKnown([next, ...rest], attempt);
  }
}

/** Reads `error.code` (1.4); which status goes with a limit is undocumented, so the code decides. */
export function classifyError(_status: number, body: unknown): ErrorKind | undefined {
  switch (readErrorCode(body)) {
    case "API_KEY_NOT_VALID":
      return "bad-key";
    case "CHATBOT_FETCH_FORBIDDEN":
      return "forbidden";
    case "CHATBOT_NOT_FOUND":
      return "not-found";
    case "REQUEST_VALIDATION_FAILED":
      return "rejected";
    case "CHATBOT_LIMIT_REACHED":
    case "MESSAGES_LIMIT_REACHED":
      return "out-of-quota";
    default:
      return undefined;
  }
}
