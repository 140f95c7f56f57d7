import * as vscode from "vscode";
import { attachFile } from "../context/attachFile.ts";
import { confirmAttachment } from "../context/confirmAttachment.ts";
import { pickContext } from "../context/pickContext.ts";
import { openDestination, type SessionCommandsDeps } from "../sessions/sessionCommands.ts";
import { pickDestination, type PickSessionDeps } from "../sessions/pickSession.ts";
import type { ShownChat } from "../refs/shownChats.ts";
import type { Panels } from "./panels.ts";
import type { MovePlace } from "./followMove.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";

/** What chatCommands works with. */
export interface ChatCommandsDeps extends PickSessionDeps, SessionCommandsDeps {
  readonly lastEditor: LastEditor;
  panels(): Promise<Panels>;
}

/** Shows the active chat in another place; new chats go there too. */
export async function moveChat(deps: ChatCommandsDeps, place: MovePlace): Promise<void> {
  await (await deps.panels()).move(place);
}

/** Attaches a file of the Explorer, or what the user picks, to the next question of a chat. */
export async function attachToChat(deps: ChatCommandsDeps, argument: unknown): Promise<void> {
  const taken =
    argument instanceof vscode.Uri
      ? [await attachFile(argument)].filter((one) => one !== undefined)
      : await pickContext(deps.lastEditor);
  const accepted = [];
  for (const attachment of taken) {
    if (await confirmAttachment(attachment)) accepted.push(attachment);
  }
  if (accepted.length === 0) return;
  const chat = await chooseChat(deps);
  chat?.attach(...accepted);
}

async function chooseChat(deps: ChatCommandsDeps): Promise<ShownChat | undefined> {
  const { active } = await deps.panels();
  if (active) return active;
  const kinds = { newSessions: true, sessions: true };
  const destination = await pickDestination(deps, vscode.l10n.t("Attach to Chat"), kinds);
  return destination && (await openDestination(deps, destination));
}
