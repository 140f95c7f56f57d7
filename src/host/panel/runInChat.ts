import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { PanelCommand } from "../../protocol/commands.ts";
import { confirmWarning } from "../text/confirm.ts";

const types = [
  "ask-again",
  "choose-recipe",
  "delete-messages",
  "escalate",
  "react",
  "reload",
  "retry",
  "send-next",
  "stop",
  "stop-looking",
  "unqueue",
] as const;

/** Commands of a panel that are about the chat alone. */
export type ChatCommand = Extract<PanelCommand, { type: (typeof types)[number] }>;

/** True for a command that `runInChat` can run. */
export function isChatCommand(command: PanelCommand): command is ChatCommand {
  return types.some((type) => type === command.type);
}

/** Runs a command of a panel. @param service its name, for the question before deleting */
export async function runInChat(command: ChatCommand, chat: Chat, service: string): Promise<void> {
  switch (command.type) {
    case "ask-again":
      await chat.askAgain(command.key);
      return;
    case "choose-recipe":
      chat.chooseRecipe(command.recipeId);
      return;
    case "delete-messages":
      await deleteMessages(command.keys, chat, service);
      return;
    case "escalate":
      await chat.escalate(command.reason);
      return;
    case "react":
      await chat.react(command.key, command.reaction);
      return;
    case "reload":
      await chat.load();
      return;
    case "retry":
      await chat.retry(command.key);
      return;
    case "send-next":
      chat.sendNext();
      return;
    case "stop":
      chat.stop();
      return;
    case "stop-looking":
      chat.stopLooking();
      return;
    case "unqueue":
      chat.unqueue(command.id);
  }
}

async function deleteMessages(keys: readonly string[], chat: Chat, service: string): Promise<void> {
  const isLocal = chat.state.messages
    .filter(({ key }) => keys.includes(key))
    .every((message) => message.isLocal);
  // What only Parley has, and has no answer, is asked again quickly.
  if (isLocal || (await confirmDelete(keys.length, service))) await chat.remove(keys);
}

async function confirmDelete(count: number, service: string): Promise<boolean> {
  return await confirmWarning({
    message:
      count === 1
        ? vscode.l10n.t("Delete this question and its answer?")
        : vscode.l10n.t("Delete {0} questions and their answers?", count),
    detail: vscode.l10n.t("They are also deleted at {0}. This cannot be undone.", service),
    button: vscode.l10n.t("Delete"),
  });
}
