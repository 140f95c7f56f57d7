import * as vscode from "vscode";
import type { SendFeedbackDeps } from "./sendFeedback.ts";

/** What completeParticipant works with. */
export interface CompleteParticipantDeps extends SendFeedbackDeps {
  readonly extensionUri: vscode.Uri;
}

/** Gives `@parley` its icon, the chatbot's suggestions as follow-ups, and lets thumbs go to the service. */
export function completeParticipant(
  deps: CompleteParticipantDeps,
  participant: vscode.ChatParticipant,
): vscode.Disposable {
  participant.iconPath = vscode.Uri.joinPath(deps.extensionUri, "media/parley.svg");
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
