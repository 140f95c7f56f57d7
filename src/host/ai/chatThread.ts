import * as vscode from "vscode";
import { array, fallback, object, optional, safeParse, string } from "valibot";
import type { Message } from "../../core/model.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { Destination } from "../sessions/pickSession.ts";

const metadataSchema = object({
  accountId: string(),
  chatbotId: string(),
  id: optional(string()),
  recordId: optional(string()),
  suggestions: fallback(optional(array(object({ title: string(), text: string() }))), undefined),
});

/** What a result of the participant remembers: VS Code keeps it with the thread, across reloads. */
export interface ThreadPlace extends Destination {
  /** Of the answer. */
  readonly recordId?: string | undefined;
  readonly suggestions?: readonly { readonly title: string; readonly text: string }[] | undefined;
}

const maxSuggestions = 5;

/** Where a thread goes on: with a session, or with a chatbot in a session that is to begin. */
export function placeOf({ history }: vscode.ChatContext): ThreadPlace | undefined {
  return history
    .filter((turn) => turn instanceof vscode.ChatResponseTurn)
    .map(({ result }) => readPlace(result))
    .findLast((place) => place !== undefined);
}

/** What a result remembers; undefined for what is no result of the participant. */
export function readPlace({ metadata }: vscode.ChatResult): ThreadPlace | undefined {
  const parsed = safeParse(metadataSchema, metadata);
  if (!parsed.success) return undefined;
  const { id, ...place } = parsed.output;
  return { ...place, ...(id !== undefined && { id }) };
}

/** What a result is to remember of an answer. */
export function placeOfAnswer(ref: SessionRef, answer: Message): ThreadPlace {
  const suggestions = (answer.prompts ?? [])
    .filter(({ kind }) => kind === "question")
    .slice(0, maxSuggestions)
    .map(({ title, text }) => ({ title, text }));
  const { recordId } = answer;
  return { ...ref, ...(recordId !== undefined && { recordId }), suggestions };
}
