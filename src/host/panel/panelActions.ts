import * as vscode from "vscode";
import { composeQuestion, type Draft } from "../../core/conversation/question.ts";
import type { ConversationState } from "../../core/conversation/state.ts";
import type { PanelCommand } from "../../protocol/commands.ts";
import type { MendAction } from "../../protocol/frames.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import type { ReadonlyDocuments } from "../adapters/readonlyDocuments.ts";

/** What a panel shows when one of its commands is run. */
export interface PanelContext {
  readonly account: KnownAccount;
  readonly state: ConversationState;
  readonly draft: Draft;
}

/** Commands of a panel that act on the editor and not on the conversation. */
export type EditorCommand = Extract<
  PanelCommand,
  {
    type:
      | "copy"
      | "insert-code"
      | "new-file"
      | "open-link"
      | "open-source"
      | "show-attachment"
      | "mend";
  }
>;

/** Does in the editor what a person asks for in a panel. */
export class PanelActions {
  readonly #lastEditor: LastEditor;
  readonly #documents: ReadonlyDocuments;

  constructor(lastEditor: LastEditor, documents: ReadonlyDocuments) {
    this.#lastEditor = lastEditor;
    this.#documents = documents;
  }

  async run(command: EditorCommand, context: PanelContext): Promise<void> {
    switch (command.type) {
      case "copy":
        await vscode.env.clipboard.writeText(command.text);
        return;
      case "insert-code":
        await this.#insert(command.text);
        return;
      case "new-file":
        await openNewFile(command.text, command.language);
        return;
      case "open-link":
        await openLink(command.url);
        return;
      case "open-source":
        await this.#openSource(command.key, command.sourceId, context.state);
        return;
      case "show-attachment":
        await this.#showAttachment(command.id, context.draft);
        return;
      case "mend":
        await mend(command.action, context.account);
    }
  }

  async #insert(text: string): Promise<void> {
    const editor = this.#lastEditor.get();
    if (!editor) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Open a file and put the cursor where the code should go."),
      );
      return;
    }
    // The editor may be behind another tab by now; showing it again keeps its selection.
    const shown = await vscode.window.showTextDocument(editor.document, {
      ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
      selection: editor.selection,
    });
    const isDone = await shown.edit((edit) => edit.replace(shown.selection, text));
    if (!isDone) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t("The code could not be inserted. Is the file read-only?"),
      );
    }
  }

  async #openSource(key: string, sourceId: string, state: ConversationState): Promise<void> {
    const messages = state.reply ? [...state.messages, state.reply] : state.messages;
    const source = messages
      .find((message) => message.key === key)
      ?.sources?.find(({ id }) => id === sourceId);
    if (source?.passage !== undefined) {
      await this.#documents.show(source.title, source.passage, "plaintext");
    } else if (source?.url !== undefined) {
      await openLink(source.url);
    }
  }

  async #showAttachment(id: string, draft: Draft): Promise<void> {
    const attachment = draft.attachments.find((one) => one.id === id);
    if (!attachment) return;
    const text = composeQuestion({ text: "", attachments: [attachment] });
    await this.#documents.show(
      vscode.l10n.t("Will be sent: {0}", attachment.path),
      text,
      "markdown",
    );
  }
}

async function openNewFile(content: string, language: string): Promise<void> {
  const known = await vscode.languages.getLanguages();
  const document = await vscode.workspace.openTextDocument({
    content,
    language: known.includes(language) ? language : "plaintext",
  });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}

/** Opens a web or mail address. VS Code shows the real address and asks, unless the person trusts the domain. */
async function openLink(url: string): Promise<void> {
  if (!/^(?:https?|mailto):/i.test(url) || !URL.canParse(url)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("This link is not a web address and is not opened: {0}", url),
    );
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

async function mend(action: MendAction, account: KnownAccount): Promise<void> {
  switch (action) {
    case "set-key":
      await vscode.commands.executeCommand("parley.setApiKey", account.id);
      return;
    case "open-settings":
      await vscode.commands.executeCommand("workbench.action.openSettings", "parley.accounts");
      return;
    case "show-log":
      await vscode.commands.executeCommand("parley.showLog");
      return;
    case "open-website":
      await openLink(account.baseUrl);
  }
}
