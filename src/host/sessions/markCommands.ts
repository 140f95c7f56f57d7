import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { askText } from "../text/prompts.ts";
import { isTreeNode } from "../tree/nodes.ts";
import { type CommandTarget, chosenSession, chosenSessions } from "./chosenSessions.ts";

/** Gives a session a name of the person's own. An empty one goes back to what the service calls it. */
export async function renameSession(container: Container, target: CommandTarget): Promise<void> {
  const { argument } = target;
  if (isTreeNode(argument) && argument.kind === "account") {
    // One key renames whatever is selected.
    await vscode.commands.executeCommand("parley.renameAccount", argument);
    return;
  }
  const title = vscode.l10n.t("Rename Session");
  const ref = await chosenSession(container, target, title);
  if (!ref) return;
  const listed = container.catalog.find(ref);
  const file = await container.files.read(ref);
  const usual = listed?.title ?? file?.title;
  const before = file?.customTitle;
  const typed = await askText({
    title,
    prompt: vscode.l10n.t("A name for the session, on this computer only. Empty: its own name."),
    value: before ?? usual ?? "",
    ...(usual !== undefined && { placeholder: usual }),
  });
  if (typed === undefined) return;
  const after = typed === "" || typed === usual ? undefined : typed;
  if (after !== before) await container.chats.rename(ref, after);
}

/** Keeps sessions at the top of their lists, or lets go of them. */
export async function pinSession(
  container: Container,
  target: CommandTarget,
  pinned: boolean,
): Promise<void> {
  const title = pinned ? vscode.l10n.t("Pin Session") : vscode.l10n.t("Unpin Session");
  for (const ref of await chosenSessions(container, target, title))
    await container.marks.pin(ref, pinned);
}

/** Marks sessions as read or unread. */
export async function markSession(
  container: Container,
  target: CommandTarget,
  unread: boolean,
): Promise<void> {
  const title = unread ? vscode.l10n.t("Mark as Unread") : vscode.l10n.t("Mark as Read");
  for (const ref of await chosenSessions(container, target, title))
    await container.marks.setUnread(ref, unread);
}
