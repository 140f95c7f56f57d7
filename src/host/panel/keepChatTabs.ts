import * as vscode from "vscode";
import { isChat } from "./shownChats.ts";

/**
 * Keeps the tabs of chats. VS Code makes one that is moved beside the code a preview there, and the next file that is
 * looked at would take its place.
 */
export function keepChatTabs(): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
    const isInFront = (tab: vscode.Tab): boolean => tab.isActive && tab.group.isActive;
    if ([...opened, ...changed].some((tab) => tab.isPreview && isInFront(tab) && isChat(tab)))
      void vscode.commands.executeCommand("workbench.action.keepEditor");
  });
}
