import type { ChatEvent, ReplyEnd } from "../../core/chatEvents.ts";
import { authorOf, sayingOf, toPrompts, toSources } from "./messages.ts";
import type { WireMessage } from "./wire.ts";

/**
 * What happens when an answer has come in one piece. Throws why the service says nothing, where it tells.
 * @param silence how a message ends that says nothing
 * @param readEscalations gives texts of the configured prompts that call a human; called where there are prompts
 */
export async function* replyEvents(
  message: WireMessage,
  silence: ReplyEnd["outcome"],
  readEscalations: () => Promise<readonly string[]> = async () => [],
): AsyncGenerator<ChatEvent> {
  yield { type: "reply-start" };
  const said = sayingOf(message);
  if (said !== undefined) yield { type: "text-delta", text: said };
  for (const source of toSources(message)) yield { type: "source-found", source };
  const prompts = toPrompts(message, message.prompts?.length ? await readEscalations() : []);
  if (prompts.length > 0) yield { type: "prompts-offered", prompts };
  const recordId = message.id ?? message.messageId;
  const author = authorOf(message);
  yield {
    type: "reply-end",
    outcome: said === undefined ? silence : "complete",
    ...(recordId && { recordId }),
    ...(message.gptModel && { model: message.gptModel }),
    ...(author !== undefined && { author }),
  };
}
