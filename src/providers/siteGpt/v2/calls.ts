import { unknown } from "valibot";
import { ChatError, toChatError } from "../../../core/errors.ts";
import { describeCall, type HttpCall, type HttpClient } from "../../../core/http/client.ts";
import { readErrorCode } from "../../../core/http/errorResponse.ts";
import type { ErrorKind } from "../../../core/model.ts";
import { isRecord } from "../../../core/wire/json.ts";
import type { Schema } from "../../../core/wire/schema.ts";
import { classifyError as classifyOldError, openEnvelope as openAnyEnvelope } from "../calls.ts";
import { scopeOf } from "./scopes.ts";

/** Whoever deletes has to say so (1.9); in the query of a DELETE, in the body of a bulk call. */
export const confirmed = { confirm: "true" } as const;

/**
 * Calls and takes the payload out of the envelope (1.5). Throws `ChatError`.
 * @param onLeftOut told how many items of its lists could not be read
 */
export async function read<T>(
  http: HttpClient,
  data: Schema<T>,
  call: HttpCall,
  signal: AbortSignal,
  onLeftOut?: (count: number) => void,
): Promise<T> {
  const body = await namingScope(call, async () => http.json(unknown(), call, signal));
  return openEnvelope(data, body, call, (problems) => {
    http.tolerance.leaveOut(describeCall(call), problems);
    onLeftOut?.(problems.length);
  });
}

/**
 * The payload of an envelope that was received (1.5). Throws what the envelope complains about.
 * @param onLeftOut told what was wrong with each item that was left out of a list
 */
export function openEnvelope<T>(
  data: Schema<T>,
  body: unknown,
  call: HttpCall,
  onLeftOut?: (problems: readonly string[]) => void,
): T {
  return openAnyEnvelope(data, body, describeCall(call), onLeftOut, classifyError);
}

/** Calls where only success counts. Throws `ChatError`. @returns the JSON of the answer, if it is some */
export async function confirm(
  http: HttpClient,
  call: HttpCall,
  signal: AbortSignal,
): Promise<unknown> {
  return namingScope(call, async () => http.confirm(call, signal));
}

/** Deletes one after the other, each with its own confirmation (1.9). @param paths of what is to go */
export async function removeEach(
  http: HttpClient,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const path of paths)
    await confirm(http, { method: "DELETE", path, query: confirmed }, signal);
}

/** What the service says about a success: plan limits that made less of what was asked for (1.5). */
export function warningsIn(body: unknown): readonly string[] {
  if (!isRecord(body)) return [];
  const { warnings, meta } = body;
  const found = Array.isArray(warnings) ? warnings : isRecord(meta) ? meta["warnings"] : [];
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
}

/** Reads `error.code` (1.6): which status goes with a code is not documented, so the code decides. */
export function classifyError(status: number, body: unknown): ErrorKind | undefined {
  const code = readErrorCode(body) ?? "";
  switch (code) {
    case "TOKEN_NOT_VALID":
    case "AUTHORIZATION_HEADER_REQUIRED":
    case "UNAUTHORIZED":
      return "bad-key";
    case "TOKEN_SCOPE_NOT_ALLOWED":
    case "ANALYTICS_LOCKED":
      return "forbidden";
    case "VALIDATION_FAILED":
      return "rejected";
  }
  if (code.endsWith("_LIMIT_REACHED")) return "out-of-quota";
  if (code.endsWith("_NOT_FOUND")) return "not-found";
  return classifyOldError(status, body);
}

/** Says which scope a key lacks, where the service does not (trap 26). */
export async function namingScope<T>(call: HttpCall, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (thrown) {
    throw withScope(toChatError(thrown), call);
  }
}

/** A failure with the scope that the call needs, if that is what it is about. */
export function withScope(error: ChatError, call: HttpCall): ChatError {
  const { kind, code, status, serviceMessage = "", message } = error;
  const scope = scopeOf(call);
  if (code !== "TOKEN_SCOPE_NOT_ALLOWED" || serviceMessage.includes(scope)) return error;
  const said = [serviceMessage, `(${scope})`].filter(Boolean).join(" ");
  return new ChatError(kind, message, { code, status, serviceMessage: said, cause: error });
}
