import type { SimulatedRequest, SimulatedResponse } from "../../../../core/simulation.ts";
import { type Body, bodyOf } from "../requests.ts";

function answer(status: number, body: unknown): SimulatedResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    format: "json",
    body: [JSON.stringify(body)],
  };
}

let requests = 0;
const meta = (): Body => ({ requestId: `req_${(requests += 1)}` });

/** A success (1.5). @param warnings what a plan made less of */
export function succeed(
  data: unknown,
  { status = 200, warnings }: { readonly status?: number; readonly warnings?: string[] } = {},
): SimulatedResponse {
  return answer(status, { ok: true, data, meta: meta(), ...(warnings && { warnings }) });
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const refusals: Readonly<Record<number, Refusal>> = {
  400: { code: "VALIDATION_FAILED", message: "The request is not valid" },
  401: { code: "TOKEN_NOT_VALID", message: "The token is not valid", hint: "Create a new token." },
  403: {
    code: "TOKEN_SCOPE_NOT_ALLOWED",
    message: "Token does not have the required scope",
    hint: "Create a token with the missing scope.",
  },
  404: { code: "NOT_FOUND", message: "This does not exist" },
  405: { code: "METHOD_NOT_ALLOWED", message: "This method is not supported" },
  429: { code: "RATE_LIMIT_EXCEEDED", message: "Too many requests" },
};

/** A failure (1.5); `details` may be anything. */
export function refuse(status: number, code?: string, details?: unknown): SimulatedResponse {
  const usual = refusals[status] ?? { code: "SERVER_ERROR", message: "Something went wrong" };
  const error = { ...usual, ...(code && { code }), ...(details !== undefined && { details }) };
  return answer(status, { ok: false, error, meta: meta() });
}

/** Says what is wrong with a request. */
export function invalid(...problems: string[]): SimulatedResponse {
  return refuse(400, undefined, problems);
}

/** The wrapper of a handler that deletes: without a confirmation nothing goes (1.9). */
export function ifConfirmed(
  request: SimulatedRequest,
  handle: () => SimulatedResponse,
): SimulatedResponse {
  const isConfirmed =
    request.query.get("confirm") === "true" || bodyOf(request)["confirm"] === true;
  return isConfirmed ? handle() : refuse(400, "CONFIRMATION_REQUIRED", { confirm: "must be true" });
}

/** ISO 8601 UTC with three fractional digits. */
export function threeDigits(time: number): string {
  return new Date(time).toISOString();
}

/** One page of a list under its name, with where it goes on (1.7). */
export function page<T>(
  name: string,
  items: readonly T[],
  query: URLSearchParams,
  toJson: (item: T) => unknown,
): Body {
  const limit = Math.min(100, Math.max(1, Math.trunc(Number(query.get("limit") ?? 20)) || 20));
  const start = offsetIn(query.get("cursor"));
  const end = start + limit;
  const hasNextPage = end < items.length;
  return {
    [name]: items.slice(start, end).map(toJson),
    pagination: {
      limit,
      hasNextPage,
      nextCursor: hasNextPage ? `after_${end.toString(36)}` : null,
    },
  };
}

function offsetIn(cursor: string | null): number {
  const [, digits = "0"] = /^after_([0-9a-z]+)$/.exec(cursor ?? "") ?? [];
  return Number.parseInt(digits, 36);
}

/** True where a call that needs a JSON body got one; `{}` is one (1.2). */
export function hasBody({ body }: SimulatedRequest): boolean {
  return body.byteLength > 0;
}

/** The list of texts under a key of a body; undefined when it is none. */
export function textsIn(body: Body, key: string): readonly string[] | undefined {
  const value = body[key];
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
}
