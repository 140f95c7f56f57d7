import { safeParse } from "valibot";
import { ChatError } from "../../core/errors.ts";
import { isRecord } from "../../core/wire/json.ts";
import { sectionSchema, type WireSection } from "./wire.ts";

/** One JSON value of an answer, by what it means. */
export type ReplyPart =
  | { readonly kind: "delta"; readonly text: string }
  | { readonly kind: "section"; readonly section: WireSection }
  /** The whole answer in one piece, as a server that does not stream would give it. */
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "error"; readonly message: string | undefined };

/** No answer has lists in lists in lists; a body made of brackets only must not exhaust the stack. */
const deepestArray = 10;

/**
 * Sorts the values of an answer by their members (reference 4.3.4, "Recommended decoder"): the content type lies,
 * the member order varies, and the current shape is partly undocumented. What is unknown is left out.
 */
export function* readParts(value: unknown, depth = 0): Generator<ReplyPart> {
  if (Array.isArray(value)) {
    if (depth < deepestArray) for (const item of value) yield* readParts(item, depth + 1);
    return;
  }
  if (!isRecord(value)) return;
  const { type, delta, content, role, sections } = value;
  const text = isRecord(delta) ? (delta["content"] ?? delta["text"]) : delta;
  if (typeof text === "string") {
    yield { kind: "delta", text };
  } else if (type === "error" || isProblem(value["error"])) {
    yield { kind: "error", message: errorMessage(value) };
  } else if (
    type === "section" ||
    (value["id"] !== undefined && content !== undefined && role === undefined)
  ) {
    const section = safeParse(sectionSchema, value);
    if (section.success) yield { kind: "section", section: section.output };
  } else {
    if (Array.isArray(sections)) yield* readParts(sections);
    const whole = role === "assistant" ? content : wholeAnswer(value);
    if (typeof whole === "string") yield { kind: "whole", text: whole };
  }
}

/** The text that a part adds to an answer so far. Throws what the service reports in the stream (section 2). */
export function textOf(part: Exclude<ReplyPart, { kind: "section" }>, answer: string): string {
  switch (part.kind) {
    case "delta":
      return part.text;
    case "whole":
      // After deltas it repeats what they said.
      return answer === "" ? part.text : "";
    case "error":
      throw new ChatError("server", "an error object in the answer", {
        serviceMessage: part.message,
      });
  }
}

/** What says of an error that there is none is no error. */
function isProblem(error: unknown): boolean {
  return error !== undefined && error !== null && error !== false && error !== "";
}

function wholeAnswer(value: Readonly<Record<string, unknown>>): unknown {
  return value["type"] === undefined
    ? (value["answer"] ?? value["text"] ?? value["message"])
    : undefined;
}

function errorMessage(value: Readonly<Record<string, unknown>>): string | undefined {
  const { error } = value;
  const candidates = [isRecord(error) ? error["message"] : error, value["message"]];
  return candidates.find((candidate) => typeof candidate === "string");
}
