import * as vscode from "vscode";
import type { ChatState } from "../../core/chat/state.ts";
import { ChatError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { readPlace } from "./chatThread.ts";

/** What sendFeedback works with. */
export interface SendFeedbackDeps {
  readonly accounts: Pick<AccountStore, "find">;
  readonly chats: Pick<OpenChats, "hold">;
  readonly log: Log;
}

/** Tells the service what the user thinks of an answer in the Chat view; says so where a service does not take it. */
export async function sendFeedback(
  { accounts, chats, log }: SendFeedbackDeps,
  { result, kind }: vscode.ChatResultFeedback,
): Promise<void> {
  const place = readPlace(result);
  const account = place && (await accounts.find(place.accountId));
  if (!account || place.id === undefined) return;
  if (!account.provider.capabilities.react) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0} does not take ratings of answers.", account.provider.name),
    );
    return;
  }
  const { accountId, chatbotId, id, recordId } = place;
  try {
    const held = await chats.hold({ accountId, chatbotId, id });
    try {
      await held.chat.load();
      const { history, messages } = held.chat.state;
      const rated = messages.find(
        (message) => message.role === "assistant" && message.recordId === recordId,
      );
      if (!rated) throw whyMissing(history);
      const isGood = kind === vscode.ChatResultFeedbackKind.Helpful;
      await held.chat.react(rated.key, isGood ? "positive" : "negative");
    } finally {
      held.release();
    }
  } catch (thrown) {
    tellError(thrown, "rating", subjectOf(account), log);
  }
}

/** Why an answer is not among the messages of its session. */
function whyMissing(history: ChatState["history"]): ChatError {
  if (history.kind !== "failed")
    return new ChatError("not-found", "the answer is no longer in its session");
  return ChatError.fromData(history.error);
}
