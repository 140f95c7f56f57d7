import { parseQuestion } from "./draft.ts";
import { allMessages, type ChatState } from "./state.ts";
import { type CodeBlock, codeBlocksOf } from "../markdown/codeBlocks.ts";
import type { Message } from "../model.ts";

/**
 * The code that a panel shows in a place. A panel only names the place, so that nothing reaches an editor or a terminal
 * that is not in the chat.
 * @param block counts the code blocks of the message from 0
 */
export function shownCode(state: ChatState, key: string, block: number): CodeBlock | undefined {
  const message = allMessages(state).find((one) => one.key === key);
  return message && codeOf(message)[block];
}

function codeOf({ role, text, continuation }: Message): readonly CodeBlock[] {
  if (role !== "user") return [...codeBlocksOf(text), ...codeBlocksOf(continuation?.text ?? "")];
  // What went along with a question is one block each, below what was typed.
  const { text: typed, attachments } = parseQuestion(text);
  return [
    ...codeBlocksOf(typed),
    ...attachments.map((one) => ({ code: one.text, info: one.languageId })),
  ];
}
