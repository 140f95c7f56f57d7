import type { Memento } from "vscode";

/** Where chats are shown: among the editors, in the side bar view, or in a window of their own. */
export type ChatPlace = "editor" | "view" | "window";

const name = "chatPlace";

/** Where the user has put the last chat; new ones go there too. */
export function readChatPlace(memento: Memento): ChatPlace {
  const value: unknown = memento.get(name);
  return value === "view" || value === "window" ? value : "editor";
}

/** Remembers where the user puts chats. */
export async function writeChatPlace(memento: Memento, place: ChatPlace): Promise<void> {
  await memento.update(name, place === "editor" ? undefined : place);
}
