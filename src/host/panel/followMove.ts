import * as vscode from "vscode";
import { readChatPlace } from "./chatPlace.ts";

/** Where the user can move a chat. */
export type MovePlace = "editor" | "view" | "window";

/** A chat was moved: new ones go there too. A window of its own needs no setting: chats keep together. */
export async function followMove(place: MovePlace): Promise<void> {
  const isSideBar = readChatPlace() === "sideBar";
  if (place === "window" || (place === "view") === isSideBar) return;
  const settings = vscode.workspace.getConfiguration("parley.chat");
  const value = place === "view" ? "sideBar" : undefined;
  await settings.update("openIn", value, vscode.ConfigurationTarget.Global);
}
