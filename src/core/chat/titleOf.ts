import { shorten } from "../redact.ts";

const maxTitleLength = 60;

/** What a session is called after what was typed first: its first line, as attached code stands below that. */
export function titleOf(question: string): string {
  return shorten(question.trim().split("\n", 1)[0] ?? "", maxTitleLength);
}
