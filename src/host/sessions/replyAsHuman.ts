import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import { ChatError, toChatError } from "../../core/errors.ts";
import type { HumanReply } from "../../core/provider.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import { type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import { errorText, subjectOf } from "../text/errorText.ts";
import { isUncertain } from "../text/isUncertain.ts";
import { tellError } from "../text/tellError.ts";
import { askText } from "../text/prompts.ts";
import { chosenSession, type ChosenSessionsDeps } from "./chosenSessions.ts";
import { readHumanReplyMemory, writeHumanReplyMemory } from "./humanReplyMemory.ts";
import type { OpenChats } from "./openChats.ts";

/** What replyAsHuman works with. */
export interface ReplyAsHumanDeps extends ChosenSessionsDeps {
  readonly chats: Pick<OpenChats, "hold">;
}

/** Lets the user say something to the visitor of a session in which people answer, in the chatbot's place. */
export async function replyAsHuman(deps: ReplyAsHumanDeps, target: CommandTarget): Promise<void> {
  const ref = await chosenSession(deps, target, vscode.l10n.t("Reply as a Human"));
  const account = ref && (await deps.accounts.find(ref.accountId));
  if (!ref || !account) return;
  if (!account.provider.capabilities.replyAsHuman) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Replying as a human is not possible with the account {0}.", account.label),
    );
    return;
  }
  if (!(await (await deps.panels()).show(ref))) return;
  const held = await deps.chats.hold(ref);
  try {
    // Whoever answers has to see what was asked.
    if (held.chat.state.history.kind !== "ready") await held.chat.load();
    const { history } = held.chat.state;
    // Who answers in it is not known then.
    if (history.kind === "failed")
      tellError(
        ChatError.fromData(history.error),
        "reply as a human",
        subjectOf(account),
        deps.log,
      );
    else if (held.chat.state.humanMode) await askAndSend(deps, { ref, account, chat: held.chat });
    else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The chatbot answers in this session. Select Talk to a human first."),
      );
    }
  } finally {
    held.release();
  }
}

interface Place {
  readonly ref: SessionRef;
  readonly account: KnownAccount;
  readonly chat: Chat;
}

/** Asks until it is sent or the user gives up. What could not be sent is there again the next time. */
async function askAndSend(deps: ReplyAsHumanDeps, place: Place): Promise<void> {
  const { globalState } = deps;
  const { ref, account } = place;
  const title = vscode.l10n.t("Reply as a Human");
  const session = sessionKey(ref);
  const before = readHumanReplyMemory(globalState, account.id);
  const author = await askText({
    title,
    step: 1,
    totalSteps: 2,
    prompt: vscode.l10n.t("Your name, as the visitor sees it"),
    value: before.author ?? "",
    validate: (typed) => (typed === "" ? vscode.l10n.t("Enter a name.") : undefined),
  });
  if (author === undefined) return;
  let unsent = before.unsent[session];
  let fault: string | undefined;
  do {
    const text = await askText({
      title,
      step: 2,
      totalSteps: 2,
      prompt: vscode.l10n.t("Your reply to the visitor, as {0}", author),
      value: unsent ?? "",
      fault,
      validate: (typed) => (typed === "" ? vscode.l10n.t("Enter a reply.") : undefined),
    });
    if (text === undefined) return;
    await writeHumanReplyMemory(globalState, account.id, { author, session, unsent: text });
    unsent = text;
    fault = await send(deps, place, { author, text });
  } while (fault !== undefined);
  await writeHumanReplyMemory(globalState, account.id, { author, session, unsent: undefined });
}

/** Sends a reply. @returns in words why it is not known to be sent */
async function send(
  { log }: ReplyAsHumanDeps,
  { account, chat }: Place,
  reply: HumanReply,
): Promise<string | undefined> {
  try {
    await vscode.window.withProgress({ location: { viewId: "parley.chatbots" } }, async () =>
      chat.replyAsHuman(reply),
    );
    return undefined;
  } catch (thrown) {
    const error = toChatError(thrown);
    log.error(`reply as a human: ${error.kind} (${error.message})`);
    const { sentence } = errorText(error.toData(), subjectOf(account));
    return isUncertain(error.kind)
      ? vscode.l10n.t(
          "Your reply may have been sent: look in the chat before you send it again. {0}",
          sentence,
        )
      : vscode.l10n.t("Your reply was not sent. {0}", sentence);
  }
}
