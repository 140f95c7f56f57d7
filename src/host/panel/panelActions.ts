import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import {
  composeQuestion,
  type Draft,
  type ParsedQuestion,
  parseQuestion,
} from "../../core/chat/draft.ts";
import { allMessages, type ChatState } from "../../core/chat/state.ts";
import type { CodeBlock } from "../../core/markdown/codeBlocks.ts";
import type { PanelCommand } from "../../protocol/commands.ts";
import type { CopiedFrame, HostMessage, NoticeFrame } from "../../protocol/frames.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import type { AnsweredQuestion } from "../ai/answeredText.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";
import { type SessionRef, sessionKey } from "../refs/sessionRef.ts";
import type { CodeActions } from "./codeActions.ts";
import { messageMarkdown } from "../../core/chat/exportMarkdown.ts";
import { openSource } from "./openSource.ts";
import { openLink } from "../adapters/openLink.ts";
import { runErrorAction } from "../text/runErrorAction.ts";
import { shownCode } from "../../core/chat/shownCode.ts";

const pageName = { page: (page: number): string => vscode.l10n.t("page {0}", page) };

/** What a panel shows when one of its commands is run. */
export interface PanelContext {
  readonly account: KnownAccount;
  readonly ref: SessionRef;
  /** Empty while it is not known. */
  readonly chatbotName: string;
  readonly state: ChatState;
  readonly draft: Draft;
  readonly showContinuation: Chat["showContinuation"];
}

/** Commands of a panel that act on the editor and not on the conversation. */
export type EditorCommand = Extract<
  PanelCommand,
  {
    type:
      | "copy"
      | "send-to-chat"
      | "continue-with-model"
      | "stop-continuing"
      | "copy-code"
      | "apply-code"
      | "insert-code"
      | "replace-selection"
      | "new-file"
      | "run-in-terminal"
      | "compare"
      | "open-link"
      | "open-session"
      | "open-source"
      | "show-attachment"
      | "teach"
      | "reply-as-human"
      | "error-action";
  }
>;

/** Commands that do something with a code block. */
type CodeCommand = Extract<EditorCommand, { readonly block: number }>;

/** What the actions of panels work with. */
export interface PanelActionsDeps {
  readonly code: CodeActions;
  /** Shows what a file would be like with code in its place. @returns a sentence why not, if it does not */
  readonly apply: (
    block: CodeBlock,
    attached: ParsedQuestion["attachments"],
  ) => Promise<string | undefined>;
  readonly documents: ReadonlyDocuments;
  /** Attaches an answer to the editor's own chat. */
  readonly sendToChat: (answered: AnsweredQuestion) => Promise<void>;
  /** Lets a model of the editor go on from an answer. @param place of the answer among those of all sessions */
  readonly continueWithModel: (
    place: string,
    answered: AnsweredQuestion,
    show: PanelContext["showContinuation"],
  ) => Promise<void>;
  /** Ends what that model says to an answer. */
  readonly stopContinuing: (place: string) => void;
  /** Opens an answer for correction. */
  readonly correct: (ref: SessionRef, state: ChatState, messageKey: string) => Promise<void>;
}

/** Does in the editor what the user asks for in a panel. */
export class PanelActions {
  readonly #deps: PanelActionsDeps;

  constructor(deps: PanelActionsDeps) {
    this.#deps = deps;
  }

  /** Runs a command of a panel. @returns what the panel is told */
  async run(command: EditorCommand, context: PanelContext): Promise<HostMessage | undefined> {
    switch (command.type) {
      case "copy": {
        const message = allMessages(context.state).find(({ key }) => key === command.key);
        return message && (await copy(messageMarkdown(message, pageName)));
      }
      case "send-to-chat":
      case "continue-with-model": {
        const answered = findAnswered(command.key, context);
        if (!answered) return undefined;
        if (command.type === "send-to-chat") await this.#deps.sendToChat(answered);
        else
          await this.#deps.continueWithModel(
            placeOf(command.key, context),
            answered,
            context.showContinuation,
          );
        return undefined;
      }
      case "stop-continuing":
        this.#deps.stopContinuing(placeOf(command.key, context));
        return undefined;
      case "copy-code":
      case "apply-code":
      case "insert-code":
      case "replace-selection":
      case "new-file":
      case "run-in-terminal":
      case "compare":
        return await this.#runOnCode(command, context.state);
      case "open-link":
        await openLink(command.url, command.label);
        return undefined;
      case "open-session":
        await vscode.commands.executeCommand("parley.openSession", {
          ...context.ref,
          id: command.id,
        });
        return undefined;
      case "open-source":
        await this.#openSource(command.key, command.sourceId, context.state);
        return undefined;
      case "show-attachment":
        await this.#showAttachment(command.id, context.draft);
        return undefined;
      case "teach":
        await this.#deps.correct(context.ref, context.state, command.key);
        return undefined;
      case "reply-as-human":
        await vscode.commands.executeCommand("parley.replyAsHuman", context.ref);
        return undefined;
      case "error-action":
        await runErrorAction(command.action, context.account);
        return undefined;
    }
  }

  async #runOnCode(
    command: CodeCommand,
    state: ChatState,
  ): Promise<CopiedFrame | NoticeFrame | undefined> {
    const shown = shownCode(state, command.key, command.block);
    if (!shown) return undefined;
    const { code } = shown;
    switch (command.type) {
      case "copy-code":
        return await copy(code);
      case "apply-code":
        return toNotice(await this.#deps.apply(shown, attachedBefore(command.key, state)));
      case "insert-code":
        return toNotice(await this.#deps.code.insert(code));
      case "replace-selection":
        return toNotice(await this.#deps.code.replaceSelection(code));
      case "new-file":
        await this.#deps.code.openNewFile(code, command.language);
        return undefined;
      case "run-in-terminal":
        this.#deps.code.runInTerminal(code);
        return undefined;
      case "compare":
        return toNotice(
          await this.#deps.code.compare(
            code,
            command.language,
            attachedBefore(command.key, state)[0],
          ),
        );
    }
  }

  async #openSource(key: string, sourceId: string, state: ChatState): Promise<void> {
    const message = allMessages(state).find((one) => one.key === key);
    const source = message?.sources?.find(({ id }) => id === sourceId);
    // The walkthrough ends its step about sources with that.
    void vscode.commands.executeCommand("setContext", "parley.hasReadSource", true);
    if (source?.passage !== undefined)
      await openSource(source, source.passage, this.#deps.documents);
    else if (source?.url !== undefined) await openLink(source.url);
  }

  async #showAttachment(id: string, draft: Draft): Promise<void> {
    const attachment = draft.attachments.find((one) => one.id === id);
    if (!attachment) return;
    const text = composeQuestion({ text: "", attachments: [attachment] });
    await this.#deps.documents.show(
      vscode.l10n.t("Attachment: {0}", attachment.path),
      text,
      "markdown",
    );
  }
}

async function copy(text: string): Promise<CopiedFrame> {
  await vscode.env.clipboard.writeText(text);
  return { type: "copied" };
}

/** @param sentence why something was not done, if it was not */
function toNotice(sentence: string | undefined): NoticeFrame | undefined {
  return sentence === undefined ? undefined : { type: "notice", text: sentence };
}

/** Services count the messages of each session anew. */
function placeOf(key: string, { ref }: PanelContext): string {
  return `${sessionKey(ref)} ${key}`;
}

/** An answer with the question before it. */
function findAnswered(
  key: string,
  { account, chatbotName, state }: PanelContext,
): AnsweredQuestion | undefined {
  const messages = allMessages(state);
  const at = messages.findIndex((one) => one.key === key);
  const answer = messages[at];
  const question = messages.slice(0, at).findLast(({ role }) => role === "user")?.text;
  return (
    answer && {
      account,
      chatbotName: chatbotName || account.provider.name,
      answer,
      ...(question !== undefined && { question }),
    }
  );
}

/** The code that went along with the question before an answer. */
function attachedBefore(key: string, state: ChatState): ParsedQuestion["attachments"] {
  const messages = allMessages(state);
  const at = messages.findIndex((one) => one.key === key);
  const question = messages.slice(0, at).findLast(({ role }) => role === "user");
  return question ? parseQuestion(question.text).attachments : [];
}
