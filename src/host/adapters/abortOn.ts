import type * as vscode from "vscode";

/** A signal that aborts with VS Code's token, or when the window closes. @param closing aborts then */
export function abortOn(
  token: vscode.CancellationToken,
  closing: AbortSignal,
): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const cancel = new AbortController();
  const registration = token.onCancellationRequested(() => cancel.abort());
  if (token.isCancellationRequested) cancel.abort();
  return {
    signal: AbortSignal.any([cancel.signal, closing]),
    dispose: () => void registration.dispose(),
  };
}
