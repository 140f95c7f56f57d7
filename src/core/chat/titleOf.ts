import { shorten } from "../redact.ts";
import { parseQuestion } from "./draft.ts";

const maxTitleLength = 60;

/** What a session is called after its first question: the first line that was typed, or else the path of what is attached. */
export function titleOf(question: string): string {
  const { text, attachments } = parseQuestion(question);
  return firstLine(text) || firstLine(attachments[0]?.path ?? "");
}

function firstLine(text: string): string {
  return shorten(text.trim().split("\n", 1)[0] ?? "", maxTitleLength);
}
