import type { MovePlace } from "./followMove.ts";
import type { Panels } from "./panels.ts";

/** What chatCommands works with. */
export interface ChatCommandsDeps {
  panels(): Promise<Panels>;
}

/** Shows the active chat in another place; new chats go there too. */
export async function moveChat(deps: ChatCommandsDeps, place: MovePlace): Promise<void> {
  await (await deps.panels()).move(place);
}
