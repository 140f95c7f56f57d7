import type { ResourceValue } from "../../../src/core/resources.ts";
import { noSignal, type OpenProvider } from "../openProvider.ts";
import { kindOf, scopeOf, textFile } from "./endpoint.ts";

/** The path of a chatbot. */
export const bot = "/api/v0/chatbots/{chatbotId}";

/** Lists what the bot of the test has. */
export const list = async (open: OpenProvider, kindId: string) =>
  kindOf(open, kindId).list(scopeOf(open), noSignal);

/** Reads one thing of the bot of the test. */
export const readOne = async (open: OpenProvider, kindId: string, id: string) =>
  kindOf(open, kindId).read({ ...scopeOf(open), id }, noSignal);

/** Does an action, with a file where it asks for one. @returns the text it shows */
export async function act(
  open: OpenProvider,
  [kindId, actionId]: readonly [string, string],
  id: string,
  value: ResourceValue = {},
  scope = scopeOf(open),
): Promise<string> {
  const action = kindOf(open, kindId).actions?.find((one) => one.id === actionId);
  if (!action) throw new Error(`no action ${actionId} of ${kindId}`);
  const file = action.file && textFile("icon.svg", "<svg/>", "image/svg+xml");
  const result = await action.run({ ...scope, id }, { value, ...(file && { file }) }, noSignal);
  return result.kind === "text" ? result.text : "";
}
