import * as vscode from "vscode";

/** Where chats open: beside the code, in the column that is active, or in the view of a side bar. */
export type ChatPlace = "beside" | "editor" | "sideBar";

/** Where the user can move a chat. */
export type MovePlace = "editor" | "view" | "window";

/** What the user has set. A wrong value in the settings file counts as not set. */
export function readChatPlace(): ChatPlace {
  const value: unknown = vscode.workspace.getConfiguration("parley.chat").get("openIn");
  return value === "editor" || value === "sideBar" ? value : "beside";
}

/** A chat was moved: new ones go there too. A window of its own needs no setting: chats keep together. */
export async function followMove(place: MovePlace): Promise<void> {
  const isSideBar = readChatPlace() === "sideBar";
  if (place === "window" || (place === "view") === isSideBar) return;
  const settings = vscode.workspace.getConfiguration("parley.chat");
  const value = place === "view" ? "sideBar" : undefined;
  await settings.update("openIn", value, vscode.ConfigurationTarget.Global);
}
