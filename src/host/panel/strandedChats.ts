import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { parseSessionRef } from "../sessions/parseSessionRef.ts";
import type { SessionRef } from "../sessions/sessionRef.ts";

/** A chat among the editors. */
export interface ShownChat {
  readonly ref: SessionRef;
  readonly column: vscode.ViewColumn;
}

/** The view type of chat panels. */
export const chatViewType = "parley.chat";

const name = "shownChats";

/** Remembers which chats this window shows among its editors. */
export async function writeShownChats(
  memento: vscode.Memento,
  chats: readonly ShownChat[],
): Promise<void> {
  const value = chats.length > 0 ? { window: vscode.env.sessionId, chats } : undefined;
  if (JSON.stringify(value) !== JSON.stringify(memento.get(name)))
    await memento.update(name, value);
}

/**
 * Opens the chats again that the window showed when its extension host ended: VS Code starts another one, but leaves
 * the pages of the old one where they are, and nobody hears them any more.
 */
export async function bringBackStrandedChats(container: Container): Promise<void> {
  const chats = readStranded(container.context.workspaceState);
  if (chats.length === 0) return;
  container.log.info(`bringing back ${chats.length} chats after the extension host has ended`);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isChat = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputWebview && input.viewType.endsWith(chatViewType);
  await vscode.window.tabGroups.close(tabs.filter(isChat), true);
  const panels = await container.panels();
  await Promise.all(chats.map(async ({ ref, column }) => panels.show(ref, column)));
}

/**
 * A window that was loaded anew has another id. Desktop VS Code keeps the id when it only reloads, but then Parley
 * has ended well before and has forgotten the list.
 */
export async function forgetShownChats(memento: vscode.Memento): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) await memento.update(name, undefined);
}

function readStranded(memento: vscode.Memento): readonly ShownChat[] {
  const value: unknown = memento.get(name);
  if (typeof value !== "object" || value === null) return [];
  const { window, chats } = value as Record<string, unknown>;
  if (window !== vscode.env.sessionId || !Array.isArray(chats)) return [];
  return chats.flatMap((chat: unknown) => {
    const { ref, column } = Object(chat) as Record<string, unknown>;
    const parsed = parseSessionRef(ref);
    return parsed && typeof column === "number" ? [{ ref: parsed, column }] : [];
  });
}
