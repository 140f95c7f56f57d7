import * as vscode from "vscode";
import type { Panels } from "./panels.ts";
import { parseRestore } from "./restore.ts";
import { isChat } from "./shownChats.ts";

/** Closes the tabs of all chats, and opens chats where they were. @param chats as `writeShownChats` has written them */
export async function reopenChats(panels: Panels, chats: readonly unknown[]): Promise<void> {
  // A tab does not say which chat it shows, so what was opened since is closed with the others.
  const since = panels.shown;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(isChat), true);
  const known = chats.flatMap((chat) => {
    const restore = parseRestore({ restore: chat });
    const { column } = Object(chat) as Record<string, unknown>;
    return restore && typeof column === "number" ? [{ ...restore, column }] : [];
  });
  await Promise.all(
    [...known, ...since].map(async (chat) => panels.show(chat.ref, { before: chat })),
  );
}
