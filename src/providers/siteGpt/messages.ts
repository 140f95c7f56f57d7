import { ChatError } from "../../core/errors.ts";
import type {
  ErrorKind,
  Message,
  OfferedPrompt,
  Reaction,
  Role,
  Source,
} from "../../core/model.ts";
import { isRecord } from "../../core/wire/json.ts";
import { parseTime } from "../../core/wire/time.ts";
import type { WireMessage, WirePrompt } from "./wire.ts";

/**
 * The question and the answer that one record of a thread holds; either half may be missing (trap 3).
 * @param place in its thread, which tells records without an id apart
 */
export function toMessages(
  record: WireMessage,
  escalations: readonly string[] = [],
  place = 0,
): readonly Message[] {
  const recordId = record.id ?? record.messageId ?? undefined;
  const messages: Message[] = [];
  const add = (half: "question" | "answer", role: Role, more: Partial<Message>): void => {
    const part = record[half];
    if (!part?.text) return;
    const createdAt = parseTime(part.timestamp);
    messages.push({
      key: `${recordId ?? part.timestamp ?? `#${place}`}/${half}`,
      role,
      text: part.text,
      ...(recordId !== undefined && { recordId }),
      ...(createdAt !== undefined && { createdAt }),
      ...more,
    });
  };
  add("question", record.messageType === "SYSTEM_MESSAGE" ? "system" : "user", {});
  add("answer", answerRole(record), aboutAnswer(record, escalations));
  const event = record.messageType === "SYSTEM_MESSAGE" ? record.systemMessageType : undefined;
  if (messages.length === 0 && event) {
    messages.push({ key: `${recordId ?? event}/event`, role: "system", text: toWords(event) });
  }
  return messages;
}

/** The halves that messages of a type have (3.1); what they lack is null. */
const halvesOf: ReadonlyMap<unknown, readonly ("question" | "answer")[]> = new Map([
  ["NORMAL_MESSAGE", ["question", "answer"]],
  ["USER_MESSAGE", ["question"]],
  ["AGENT_MESSAGE", ["answer"]],
  ["SYSTEM_MESSAGE", []],
]);

/** True for a record that holds more than can be shown: a half that is no text, or is not where it belongs. */
export function isUnreadable(record: WireMessage): boolean {
  const { question, answer, messageType } = record;
  if ([question, answer].some((half) => half && half.text === undefined)) return true;
  const halves = halvesOf.get(messageType);
  if (halves) return halves.some((half) => record[half] === undefined);
  return !question?.text && !answer?.text && (question === undefined || answer === undefined);
}

/** What the system says where it speaks in the chatbot's place because there is no answer. */
const failures: ReadonlyMap<unknown, ErrorKind> = new Map([
  ["EXCEEDED_USAGE_LIMITS", "out-of-quota"],
  ["PROBLEMS_WITH_UPSTREAM_PROVIDER", "server"],
]);

/**
 * The answer to a message that was sent; undefined where people answer. Throws why there is none: a limit is reached,
 * the language model has failed, or it is no text.
 */
export function sayingOf(message: WireMessage): string | undefined {
  const { answer, messageType, systemMessageType: event } = message;
  if (answer?.text) return answer.text;
  const kind = failures.get(event);
  if (kind && event)
    throw new ChatError(kind, `${event} instead of an answer`, { serviceMessage: toWords(event) });
  if (answer && answer.text === undefined)
    throw new ChatError("bad-reply", "the answer is no text");
  const isAboutSomethingElse =
    messageType === "SYSTEM_MESSAGE" && event && event !== "CONVERSATION_ESCALATED";
  return isAboutSomethingElse ? toWords(event) : undefined;
}

/** `CONVERSATION_ESCALATED` as "Conversation escalated": an open list, so there is no text for each. */
export function toWords(name: string): string {
  const words = name.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who gave the answer. The type decides, also where a record of a human agent carries a question (3.1). */
function answerRole({ messageType }: WireMessage): Role {
  if (messageType === "AGENT_MESSAGE") return "agent";
  return messageType === "SYSTEM_MESSAGE" ? "system" : "assistant";
}

function aboutAnswer(record: WireMessage, escalations: readonly string[]): Partial<Message> {
  const sources = toSources(record);
  const prompts = toPrompts(record, escalations);
  const reaction = toReaction(record.reaction);
  const author = authorOf(record);
  return {
    ...(sources.length > 0 && { sources }),
    ...(prompts.length > 0 && { prompts }),
    ...(reaction && { reaction }),
    ...(record.gptModel && { model: record.gptModel }),
    ...(author !== undefined && { author }),
  };
}

/** The human agent's name; on an answer of the bot the field is noise. */
export function authorOf(record: WireMessage): string | undefined {
  return answerRole(record) === "agent" ? (record.agentName ?? undefined) : undefined;
}

/** Sources of an answer. Their shape is undocumented; the reference (3.1) says which members to try. */
export function toSources(record: WireMessage): readonly Source[] {
  return (record.sources ?? []).flatMap((item, index): Source[] => {
    if (typeof item === "string") return [toSource(item, undefined, index)];
    if (!isRecord(item)) return [];
    const url = firstString(item["url"], item["link"], item["source"]);
    const title = firstString(item["title"], item["name"]);
    return url === undefined && title === undefined ? [] : [toSource(url, title, index)];
  });
}

function toSource(url: string | undefined, title: string | undefined, index: number): Source {
  const isWebAddress = url !== undefined && /^https?:\/\//.test(url);
  return { id: String(index + 1), title: title ?? url ?? "", ...(isWebAddress && { url }) };
}

function firstString(...candidates: readonly unknown[]): string | undefined {
  return candidates.find(
    (candidate): candidate is string => typeof candidate === "string" && candidate !== "",
  );
}

/**
 * Options attached to a message, then the questions that the model suggests.
 * @param escalations texts of the configured prompts that call a human
 */
export function toPrompts(
  record: WireMessage,
  escalations: readonly string[],
): readonly OfferedPrompt[] {
  const suggested = (record.smartPrompts ?? []).map((question): OfferedPrompt => ({
    kind: "question",
    title: question,
    text: question,
  }));
  const attached = (record.prompts ?? [])
    .flatMap(toPrompt)
    .map((prompt) =>
      escalations.includes(prompt.text) ? { ...prompt, kind: "escalation" as const } : prompt,
    );
  return [...attached, ...suggested];
}

/** A configured button; one without a text to send is dropped. */
export function toPrompt(prompt: WirePrompt): readonly OfferedPrompt[] {
  const title = prompt.title || prompt.description;
  if (!title) return [];
  // The example of the docs sends an empty string for "no link".
  if (prompt.link) return [{ kind: "link", title, text: prompt.link }];
  const kind = prompt.isEscalationPrompt ? "escalation" : "question";
  return [{ kind, title, text: prompt.description || title }];
}

function toReaction(reaction: string | null | undefined): Reaction | undefined {
  switch (reaction) {
    case "POSITIVE":
      return "positive";
    case "NEGATIVE":
      return "negative";
    case "NEUTRAL":
      return "neutral";
    default:
      return undefined;
  }
}
