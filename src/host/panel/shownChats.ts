import * as vscode from "vscode";
import type { Restore } from "./restore.ts";

/** A chat among the editors. */
export interface ShownChat extends Restore {
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

/** Parley ends well: VS Code brings the chats back by itself. */
export async function forgetShownChats(memento: vscode.Memento): Promise<void> {
  await memento.update(name, undefined);
}

/** True for a tab that shows a chat. */
export function isChat({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(chatViewType);
}

/** What this window showed when Parley ended without a word; other windows of the same folder have other ids. */
export function readShownChats(memento: vscode.Memento): readonly unknown[] {
  const value: unknown = memento.get(name);
  if (typeof value !== "object" || value === null) return [];
  const { window, chats } = value as Record<string, unknown>;
  return window === vscode.env.sessionId && Array.isArray(chats) ? chats : [];
}
