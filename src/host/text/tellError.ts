import { FileSystemError, window } from "vscode";
import { reasonOf, toChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { redact } from "../../core/redact.ts";
import type { ErrorAction } from "../../protocol/frames.ts";
import { type ErrorSubject, errorText } from "./errorText.ts";

/**
 * Shows a failure that no view has a place for, with the one action that helps, and leaves a line in the log. What was cancelled is no failure.
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
  const { sentence: ours, action } = errorText(error.toData(), subject);
  const sentence = isRefusal(thrown) ? redact(reasonOf(thrown)) : ours;
  const text = effect === undefined ? sentence : `${effect} ${sentence}`;
  const { known } = subject;
  if (!action || (!known && needsAccount(action.id))) {
    void window.showErrorMessage(text);
    return;
  }
  // A message with a button stays until it is answered; nobody waits for that.
  window.showErrorMessage(text, action.label).then(
    async (pressed) => {
      if (pressed === undefined) return;
      const { runErrorAction } = await import("./runErrorAction.ts");
      await runErrorAction(action.id, known);
    },
    (failure: unknown) => log.error(`telling an error: ${String(failure)}`),
  );
}

/** VS Code refuses in sentences for users, as to write into settings or a folder; errors of its API have no class. */
function isRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof FileSystemError ||
    (thrown instanceof Error && thrown.name === "CodeExpectedError")
  );
}

function needsAccount(action: ErrorAction): boolean {
  return action === "set-key" || action === "open-website";
}
