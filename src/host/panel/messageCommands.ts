import { object, optional, safeParse, string } from "valibot";
import type { PanelCommand } from "../../protocol/commands.ts";
import { chatViewId } from "./chatPlace.ts";
import type { Panels } from "./panels.ts";

/** What the commands of a message's menu work with. */
export interface MessageCommandsDeps {
  panels(): Promise<Pick<Panels, "active" | "inView">>;
}

/** What VS Code gives a command of a webview's context menu, of what `messageContext` and `sourceContext` write. */
const contextSchema = object({
  webview: optional(string()),
  parleyMessage: string(),
  parleySource: optional(string()),
});

/** Does something with the message of a chat that was clicked with the right button. */
export async function runOnMessage(
  deps: MessageCommandsDeps,
  argument: unknown,
  type:
    | "copy"
    | "send-to-chat"
    | "continue-with-model"
    | "ask-again"
    | "delete-messages"
    | "open-source",
): Promise<void> {
  const clicked = safeParse(contextSchema, argument);
  if (!clicked.success) return;
  const { webview, parleyMessage: key, parleySource: sourceId } = clicked.output;
  const command = commandOf(type, key, sourceId);
  if (!command) return;
  const { active, inView } = await deps.panels();
  // An editor stays the active one while the side bar has the focus.
  await (webview === chatViewId ? inView : active)?.perform(command);
}

function commandOf(
  type: Parameters<typeof runOnMessage>[2],
  key: string,
  sourceId: string | undefined,
): PanelCommand | undefined {
  switch (type) {
    case "copy":
    case "send-to-chat":
    case "continue-with-model":
    case "ask-again":
      return { type, key };
    case "delete-messages":
      return { type, keys: [key] };
    case "open-source":
      return sourceId === undefined ? undefined : { type, key, sourceId };
  }
}
