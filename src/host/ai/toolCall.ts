import { l10n } from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { ErrorData, ErrorKind } from "../../core/model.ts";
import type { Log } from "../../core/log.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import type { TextBudget } from "./textBudget.ts";

/** What a tool is called with, besides its input. */
export interface ToolCall {
  /** Ends the call. */
  readonly signal: AbortSignal;
  readonly budget: TextBudget;
}

/** What a tool gives a model: its result, or one line that says why there is none and how to go on. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** After these, the same call can go well a moment later. */
const passing: ReadonlySet<ErrorKind> = new Set([
  "rate-limited",
  "timeout",
  "offline",
  "unreachable",
  "server",
  "bad-reply",
]);

/** A result. */
export function success(text: string): ToolAnswer {
  return { text, isError: false };
}

/** No result. @param text one line for a model */
export function failure(text: string): ToolAnswer {
  return { text, isError: true };
}

/** A failed call of a service, in words that help a model to go on. */
export function failureOf(error: ErrorData, account: KnownAccount | undefined): ToolAnswer {
  const { sentence } = errorText(error, subjectOf(account));
  return failure(
    passing.has(error.kind)
      ? l10n.t("{0} Try again later, or go on without this chatbot.", sentence)
      : l10n.t("{0} Do not try again; tell the user.", sentence),
  );
}

/** Runs a tool; what it throws becomes a failure with a line in the log. Throws `ChatError` `cancelled` only. */
export async function runTool(
  name: string,
  log: Log,
  run: () => Promise<ToolAnswer>,
): Promise<ToolAnswer> {
  try {
    return await run();
  } catch (thrown) {
    const error = toChatError(thrown);
    if (error.kind === "cancelled") throw error;
    log.error(`${name}: ${error.kind} (${error.message})`);
    return failureOf(error.toData(), undefined);
  }
}
