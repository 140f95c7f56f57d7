import { window } from "vscode";
import { toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { type ErrorSubject, errorText } from "./errorText.ts";

/**
 * Shows a failure that no view has a place for, and leaves a line in the log. What was cancelled is no failure.
 * @param effect a sentence that stands before the reason
 */
export function tellError(
  thrown: unknown,
  what: string,
  subject: ErrorSubject,
  log: Log,
  effect?: string,
): void {
  const error = toChatError(thrown);
  if (error.kind === "cancelled") return;
  log.error(`${what}: ${error.kind} (${error.message})`);
  const { sentence } = errorText(error.toData(), subject);
  void window.showErrorMessage(effect === undefined ? sentence : `${effect} ${sentence}`);
}
