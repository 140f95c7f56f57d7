import type { Session } from "../../core/model.ts";
import { parseTime } from "../../core/wire/time.ts";
import type { WireThread } from "./wire.ts";

/**
 * A thread, which v2 calls a conversation, as a session. Only v2 gives titles. A list shows the last question of a
 * thread and no other (3.2), which would be another title after each one.
 */
export function toSession(
  thread: WireThread & { readonly title?: unknown },
  chatbotId: string,
): Session {
  const createdAt = parseTime(thread.startedAt);
  const updatedAt = parseTime(thread.updatedAt) ?? createdAt;
  const first = thread.messages?.find(({ question }) => question)?.question?.text;
  const title = typeof thread.title === "string" ? thread.title : first;
  const humanMode = isInHumanMode(thread);
  const last = thread.lastMessage ?? thread.messages?.at(-1);
  return {
    id: thread.threadId,
    chatbotId,
    ...(title && { title }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    humanMode,
    ...statesOf(thread),
    waitsForHuman: humanMode && thread.resolved !== true && last?.messageType !== "AGENT_MESSAGE",
  };
}

/** Its marks (3.2), which stand in lists too; nothing where none of them is told. */
function statesOf({ resolved, escalated, important }: WireThread): Pick<Session, "states"> {
  const marks = [
    ["open", resolved === undefined || resolved === null ? undefined : !resolved],
    ["escalated", escalated],
    ["starred", important],
  ] as const;
  if (marks.every(([, isSet]) => isSet === undefined || isSet === null)) return {};
  return { states: marks.flatMap(([state, isSet]) => (isSet ? [state] : [])) };
}

/** Lists may leave the mode out (3.2): then people answer what was escalated, until the chatbot has answered again. */
function isInHumanMode({ mode, escalated, resolved, lastMessage }: WireThread): boolean {
  if (mode) return mode === "AGENT";
  return Boolean(escalated) && !resolved && lastMessage?.messageType !== "NORMAL_MESSAGE";
}
