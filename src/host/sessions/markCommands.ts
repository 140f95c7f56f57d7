import * as vscode from "vscode";
import { askText } from "../text/prompts.ts";
import { isTreeNode } from "../refs/treeNodes.ts";
import { chosenSession, chosenSessions, type ChosenSessionsDeps } from "./chosenSessions.ts";
import type { CommandTarget } from "../refs/commandTarget.ts";
import type { SessionFiles } from "./sessionFiles.ts";
import type { OpenChats } from "./openChats.ts";
import type { SessionMarks } from "./sessionMarks.ts";

/** What markCommands works with. */
export interface MarkCommandsDeps extends ChosenSessionsDeps {
  readonly files: SessionFiles;
  readonly chats: OpenChats;
  readonly marks: SessionMarks;
}

/** Gives a session a name of the user's own. An empty one goes back to what the service calls it. */
export async function renameSession(deps: MarkCommandsDeps, target: CommandTarget): Promise<void> {
  const { argument } = target;
  if (isTreeNode(argument) && argument.kind === "account") {
    // One key renames whatever is selected.
    await vscode.commands.executeCommand("parley.renameAccount", argument);
    return;
  }
  const title = vscode.l10n.t("Rename Session");
  const ref = await chosenSession(deps, target, title);
  if (!ref) return;
  const listed = deps.catalog.find(ref);
  const file = await deps.files.read(ref);
  const usual = listed?.title ?? file?.title;
  const before = file?.customTitle;
  const typed = await askText({
    title,
    prompt: vscode.l10n.t(
      "Session name, on this computer only. Leave empty to restore the original name.",
    ),
    value: before ?? usual ?? "",
    ...(usual !== undefined && { placeholder: usual }),
  });
  if (typed === undefined) return;
  const after = typed === "" || typed === usual ? undefined : typed;
  if (after !== before) await deps.chats.rename(ref, after);
}

/** Keeps sessions at the top of their lists, or lets go of them. */
export async function pinSession(
  deps: MarkCommandsDeps,
  target: CommandTarget,
  pinned: boolean,
): Promise<void> {
  const title = pinned ? vscode.l10n.t("Pin Session") : vscode.l10n.t("Unpin Session");
  for (const ref of await chosenSessions(deps, target, title)) await deps.marks.pin(ref, pinned);
}

/** Marks sessions as read or unread. */
export async function markSession(
  deps: MarkCommandsDeps,
  target: CommandTarget,
  unread: boolean,
): Promise<void> {
  const title = unread ? vscode.l10n.t("Mark as Unread") : vscode.l10n.t("Mark as Read");
  for (const ref of await chosenSessions(deps, target, title))
    await deps.marks.setUnread(ref, unread);
}
