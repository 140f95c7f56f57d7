import * as vscode from "vscode";
import type { SendFeedbackDeps } from "./sendFeedback.ts";

/** Gives `@parley` its icon, the chatbot's suggestions as follow-ups, and lets thumbs go to the service. */
export function completeParticipant(
  deps: SendFeedbackDeps,
  participant: vscode.ChatParticipant,
): vscode.Disposable {
  participant.iconPath = new vscode.ThemeIcon("comment-discussion");
  participant.followupProvider = {
    provideFollowups: async (result) => {
      const { readPlace } = await import("./chatThread.ts");
      const suggestions = readPlace(result)?.suggestions ?? [];
      return suggestions.map(({ title, text }) => ({ prompt: text, label: title }));
    },
  };
  return participant.onDidReceiveFeedback((feedback) => {
    import("./sendFeedback.ts")
      .then(async ({ sendFeedback }) => sendFeedback(deps, feedback))
      .catch((error: unknown) => deps.log.error(`feedback: ${String(error)}`));
  });
}
