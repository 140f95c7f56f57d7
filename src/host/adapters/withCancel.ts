import * as vscode from "vscode";

/** Runs an action behind a notification with a Cancel button. Its signal aborts with that, or when the window closes. */
export async function withCancel<T>(
  { closing }: { readonly closing: AbortSignal },
  title: string,
  action: (
    signal: AbortSignal,
    progress: vscode.Progress<{ readonly message?: string; readonly increment?: number }>,
  ) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    return await action(AbortSignal.any([cancel.signal, closing]), progress);
  });
}
