import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { attachFile } from "../context/attachFile.ts";
import { confirmAttachment } from "../context/confirmAttachment.ts";
import { pickContext } from "../context/pickContext.ts";
import { openDestination } from "../sessions/sessionCommands.ts";
import { pickDestination } from "../sessions/pickSession.ts";
import type { ChatPanel } from "./chatPanel.ts";
import type { ChatPlace } from "./chatPlace.ts";

/** Shows the active chat in another place; new chats go there too. */
export async function moveChat(container: Container, place: ChatPlace): Promise<void> {
  await (await container.panels()).move(place);
}

/** Attaches a file of the Explorer, or what the person picks, to the next question of a chat. */
export async function attachToChat(container: Container, argument: unknown): Promise<void> {
  const taken =
    argument instanceof vscode.Uri
      ? [await attachFile(argument)].filter((one) => one !== undefined)
      : await pickContext(container.lastEditor);
  const accepted = [];
  for (const attachment of taken) {
    if (await confirmAttachment(attachment)) accepted.push(attachment);
  }
  if (accepted.length === 0) return;
  const chat = await chooseChat(container);
  chat?.attach(...accepted);
}

async function chooseChat(container: Container): Promise<ChatPanel | undefined> {
  const { active } = await container.panels();
  if (active) return active;
  const kinds = { newSessions: true, sessions: true };
  const destination = await pickDestination(container, vscode.l10n.t("Attach to a Chat"), kinds);
  return destination && (await openDestination(container, destination));
}
