import type { Session } from "../../core/model.ts";
import { parseTime } from "../../core/wire/time.ts";
import type { WireThread } from "./wire.ts";

/** A thread, which v2 calls a conversation, as a session. Only v2 gives titles. */
export function toSession(
  thread: WireThread & { readonly title?: unknown },
  chatbotId: string,
): Session {
  const createdAt = parseTime(thread.startedAt);
  const updatedAt = parseTime(thread.updatedAt) ?? createdAt;
  const first = thread.messages?.find(({ question }) => question)?.question?.text;
  const title =
    typeof thread.title === "string" ? thread.title : (thread.lastMessage?.question?.text ?? first);
  return {
    id: thread.threadId,
    chatbotId,
    ...(title && { title }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    humanMode: thread.mode === "AGENT",
  };
}
