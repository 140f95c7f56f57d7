import { ChatError } from "../errors.ts";
import type { ErrorKind, Timestamp } from "../model.ts";
import { isWebPage } from "../wire/html.ts";
import { isRecord } from "../wire/json.ts";

/** What is known about an answer that is not 2xx. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The start of the body, as text. */
  readonly text: string;
}

/** A service's own reading of its error body; undefined leaves it to the status. */
export type ClassifyError = (status: number, body: unknown) => ErrorKind | undefined;

/** Turns an error answer into a `ChatError`. None of the services documents all its bodies, so nothing is assumed. */
export function toResponseError(
  response: ErrorResponse,
  what: string,
  now: Timestamp,
  classify?: ClassifyError,
): ChatError {
  const { status } = response;
  const body = parseLoosely(response.text);
  const kind = classify?.(status, body) ?? blockedBy(response) ?? kindOfStatus(status);
  const retryAt = readRetryAfter(response.headers["retry-after"], now);
  return new ChatError(kind, `${what}: status ${status}`, {
    code: readErrorCode(body),
    status,
    retryAt,
    serviceMessage: readServiceMessage(body),
  });
}

/** The services say no in JSON: a page for browsers is a firewall's, and says nothing about the key. */
function blockedBy({ status, headers, text }: ErrorResponse): ErrorKind | undefined {
  return status === 403 && isWebPage(text, headers) ? "blocked" : undefined;
}

function kindOfStatus(status: number): ErrorKind {
  switch (status) {
    case 401:
      return "bad-key";
    case 402:
      return "out-of-quota";
    case 403:
      return "forbidden";
    case 404:
    case 410:
      return "not-found";
    case 408:
      return "timeout";
    case 407:
      return "unreachable";
    case 413:
      return "too-large";
    case 429:
      return "rate-limited";
    default:
      if (status >= 500) return "server";
      return status >= 400 ? "rejected" : "bad-reply";
  }
}

const maxWait = 365 * 24 * 60 * 60 * 1000;

/** Reads `Retry-After` as seconds or as a date, at most a year; undefined when it is missing or unreadable. */
function readRetryAfter(value: string | undefined, now: Timestamp): Timestamp | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const at =
    Number.isNaN(seconds) || value.trim() === "" ? Date.parse(value) : now + seconds * 1000;
  return Number.isNaN(at) ? undefined : Math.min(Math.max(now, at), now + maxWait);
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page for browsers is no message for the user of an editor.
    return /^\s*</.test(text) ? undefined : text;
  }
}

/** `error.code` of an error body. */
export function readErrorCode(body: unknown): string | undefined {
  const error = isRecord(body) ? body["error"] : undefined;
  const code = isRecord(error) ? error["code"] : undefined;
  return typeof code === "string" ? code : undefined;
}

/**
 * The service's own words in an error body: `error.message`, `error`, `message`, `msg`, `detail` or the text itself,
 * with the single problems of `error.details` and the advice of `error.hint`.
 */
export function readServiceMessage(body: unknown): string | undefined {
  if (typeof body === "string") return body.trim() || undefined;
  if (!isRecord(body)) return undefined;
  const error = isRecord(body["error"]) ? body["error"] : undefined;
  const candidates = [
    error?.["message"] ?? body["error"],
    body["message"],
    body["msg"],
    body["detail"],
  ];
  const message = candidates.find(
    (candidate) => typeof candidate === "string" && candidate.trim() !== "",
  ) as string | undefined;
  // Frameworks list the problems of a request, each in its own shape.
  const lists = [error?.["details"], body["message"], body["detail"], body["errors"]].filter(
    (candidate) => typeof candidate === "object",
  );
  const problems = lists.flatMap(textsIn).join(" ");
  return [message, problems, ...textsIn(error?.["hint"])].filter(Boolean).join(" ") || undefined;
}

/** The texts of one problem of a request, whatever its shape: which member it is about, and what is wrong. */
function textsIn(problem: unknown): readonly string[] {
  if (typeof problem === "string") return [problem];
  if (Array.isArray(problem)) return problem.flatMap(textsIn);
  return isRecord(problem) ? Object.values(problem).flatMap(textsIn) : [];
}
