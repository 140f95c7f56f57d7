import * as vscode from "vscode";

/** The view that shows one chat at a time. The user drags it to any side bar, or to the panel below. */
export const chatViewId = "parley.chatView";

/** Where chats open: beside the code, in the column that is active, or in the view of a side bar. */
export type ChatPlace = "beside" | "editor" | "sideBar";

/** What the user has set. A wrong value in the settings file counts as not set. */
export function readChatPlace(): ChatPlace {
  const value: unknown = vscode.workspace.getConfiguration("parley.chat").get("openIn");
  return value === "editor" || value === "sideBar" ? value : "beside";
}
