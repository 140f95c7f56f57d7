import { safeParse } from "valibot";
import type { Frame } from "../../core/wire/framing.ts";
import { isRecord } from "../../core/wire/json.ts";
import { readReplyValue, type ReplyPart } from "../../core/wire/replyValue.ts";
import { sectionSchema, type WireSection } from "./wire.ts";

/** One JSON value of an answer, by what it means. */
export type BotReplyPart =
  | ReplyPart
  | { readonly kind: "section"; readonly section: WireSection }
  /** Says that it is a piece of the answer, and has no text. */
  | { readonly kind: "unreadable" };

/** No answer has lists in lists in lists; a body made of brackets only must not exhaust the stack. */
const deepestArray = 10;

/** The parts in one frame of an answer. */
export function* readFrame(frame: Frame): Generator<BotReplyPart> {
  if (frame.kind === "text") yield { kind: "delta", text: frame.text };
  else yield* readParts(frame.value);
}

/**
 * Sorts the values of an answer by their members (reference 4.3.4, "Recommended decoder"): the content type lies,
 * the member order varies, and the current shape is partly undocumented.
 */
export function* readParts(value: unknown, depth = 0): Generator<BotReplyPart> {
  if (Array.isArray(value)) {
    if (depth < deepestArray) for (const item of value) yield* readParts(item, depth + 1);
    return;
  }
  const part = readReplyValue(value);
  if (part?.kind === "delta" || part?.kind === "error") {
    yield part;
  } else if (isRecord(value) && isSection(value)) {
    const section = safeParse(sectionSchema, value);
    yield section.success ? { kind: "section", section: section.output } : { kind: "unreadable" };
  } else {
    const sections = isRecord(value) ? value["sections"] : undefined;
    if (Array.isArray(sections)) yield* readParts(sections, depth + 1);
    if (part) yield part;
    else if (isRecord(value) && value["type"] === "delta") yield { kind: "unreadable" };
  }
}

function isSection({ type, id, content, role }: Readonly<Record<string, unknown>>): boolean {
  return type === "section" || (id !== undefined && content !== undefined && role === undefined);
}
