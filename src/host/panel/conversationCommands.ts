import * as vscode from "vscode";
import type { Conversation } from "../../core/chat/conversation.ts";
import type { PanelCommand } from "../../protocol/commands.ts";

const types = [
  "ask-again",
  "choose-recipe",
  "delete-messages",
  "escalate",
  "react",
  "reload",
  "retry",
  "send-queued",
  "stop",
  "unqueue",
] as const;

/** Commands of a panel that are about the conversation alone. */
export type ConversationCommand = Extract<PanelCommand, { type: (typeof types)[number] }>;

/** True for a command that `runInConversation` can run. */
export function isConversationCommand(command: PanelCommand): command is ConversationCommand {
  return types.some((type) => type === command.type);
}

/** Runs a command of a panel. @param service its name, for the question before deleting */
export async function runInConversation(
  command: ConversationCommand,
  conversation: Conversation,
  service: string,
  signal: AbortSignal,
): Promise<void> {
  switch (command.type) {
    case "ask-again":
      await conversation.askAgain(signal);
      return;
    case "choose-recipe":
      conversation.chooseRecipe(command.recipeId);
      return;
    case "delete-messages":
      if (await confirmDelete(command.keys.length, service)) {
        await conversation.remove(command.keys, signal);
      }
      return;
    case "escalate":
      await conversation.escalate(command.reason, signal);
      return;
    case "react":
      await conversation.react(command.key, command.reaction, signal);
      return;
    case "reload":
      await conversation.load(signal);
      return;
    case "retry":
      await conversation.retry();
      return;
    case "send-queued":
      await conversation.sendQueued();
      return;
    case "stop":
      conversation.stop();
      return;
    case "unqueue":
      conversation.unqueue(command.index);
  }
}

async function confirmDelete(count: number, service: string): Promise<boolean> {
  const confirm = vscode.l10n.t("Delete");
  const answer = await vscode.window.showWarningMessage(
    count === 1
      ? vscode.l10n.t("Delete this question and its answer?")
      : vscode.l10n.t("Delete {0} questions and their answers?", count),
    {
      modal: true,
      detail: vscode.l10n.t("They are deleted at {0} too. This cannot be undone.", service),
    },
    confirm,
  );
  return answer === confirm;
}
