import * as vscode from "vscode";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { type CommandTarget, selectedFiles } from "../refs/commandTarget.ts";
import { askInChat, type AskInChatDeps } from "./askInChat.ts";
import { refuse, takeFiles } from "./attachFile.ts";
import { pickContext } from "./pickContext.ts";

/** What attachToChat works with. */
export interface AttachToChatDeps extends AskInChatDeps {
  readonly lastEditor: LastEditor;
}

/**
 * Attaches files to the next question of the chat that was used last: those that are selected in the Explorer, the one
 * of a tab, or what the user picks.
 */
export async function attachToChat(deps: AttachToChatDeps, target: CommandTarget): Promise<void> {
  const uris = selectedFiles(target);
  const { attachments, notice } =
    uris.length > 0 ? await takeFiles(uris) : await pickContext(deps.lastEditor);
  if (notice !== undefined) refuse(notice);
  if (attachments.length === 0) return;
  await askInChat(deps, { attachments, title: vscode.l10n.t("Attach to Chat") });
}
