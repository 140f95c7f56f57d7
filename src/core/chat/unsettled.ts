import type { Message } from "../model.ts";

/** A question whose answer did not end well, kept by Parley until the service is seen to have it. */
export interface Unsettled {
  readonly question: Message;
  readonly reply: Message;
  /** How many messages the service's history held when the question was asked. */
  readonly messagesBefore: number;
}

/** Where unsettled questions are kept across windows. */
export interface UnsettledStore {
  read(): Promise<Unsettled | undefined>;
  write(unsettled: Unsettled | undefined): Promise<void>;
}

/** The history with an unsettled question put where it belongs. What the service stored wins. */
export function reconcile(
  history: readonly Message[],
  unsettled: Unsettled,
): { readonly messages: readonly Message[]; readonly settled: boolean } {
  const at = history.findIndex(
    (message, index) =>
      index >= unsettled.messagesBefore &&
      message.role === "user" &&
      sameText(message.text, unsettled.question.text),
  );
  if (at === -1)
    return { messages: [...history, unsettled.question, unsettled.reply], settled: false };
  const isAnswered = history
    .slice(at + 1)
    .some(({ role }) => role === "assistant" || role === "agent");
  if (isAnswered) return { messages: history, settled: true };
  return {
    messages: [...history.slice(0, at + 1), unsettled.reply, ...history.slice(at + 1)],
    settled: false,
  };
}

/** Services trim and normalise questions. */
function sameText(left: string, right: string): boolean {
  const normalise = (text: string): string => text.normalize().replaceAll(/\s+/g, " ").trim();
  return normalise(left) === normalise(right);
}
