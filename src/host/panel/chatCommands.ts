import type { CommandTarget } from "../refs/commandTarget.ts";
import type { MovePlace } from "./followMove.ts";
import type { Panels } from "./panels.ts";

/** What chatCommands works with. */
export interface ChatCommandsDeps {
  panels(): Promise<Panels>;
}

/** Shows the active chat in another place, or the one in the view whose title was clicked; new chats go there too. */
export async function moveChat(
  deps: ChatCommandsDeps,
  place: MovePlace,
  { isFromView }: CommandTarget,
): Promise<void> {
  const panels = await deps.panels();
  await panels.move(place, isFromView ? panels.inView : panels.active);
}
