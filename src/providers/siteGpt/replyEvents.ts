import type { ChatEvent, ReplyEnd } from "../../core/chatEvents.ts";
import { authorOf, toPrompts, toSources } from "./messages.ts";
import type { WireMessage } from "./wire.ts";

/**
 * What happens when an answer has come in one piece.
 * @param readEscalations gives texts of the configured prompts that call a human; called where there are prompts
 */
export async function* replyEvents(
  message: WireMessage,
  outcome: ReplyEnd["outcome"],
  readEscalations: () => Promise<readonly string[]> = async () => [],
): AsyncGenerator<ChatEvent> {
  yield { type: "reply-start" };
  if (message.answer?.text) yield { type: "text-delta", text: message.answer.text };
  for (const source of toSources(message)) yield { type: "source-found", source };
  const prompts = toPrompts(message, message.prompts?.length ? await readEscalations() : []);
  if (prompts.length > 0) yield { type: "prompts-offered", prompts };
  const recordId = message.id ?? message.messageId;
  const author = authorOf(message);
  yield {
    type: "reply-end",
    outcome,
    ...(recordId && { recordId }),
    ...(message.gptModel && { model: message.gptModel }),
    ...(author !== undefined && { author }),
  };
}
