import { ChatError } from "../errors.ts";
import { isRecord } from "./json.ts";
import { isRefusal } from "./refusal.ts";

/** One JSON value of an answer, by what it means. */
export type ReplyPart =
  | { readonly kind: "delta"; readonly text: string }
  /** The whole answer in one piece, as a server that does not stream gives it, or once more behind its pieces. */
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "error"; readonly message: string | undefined };

/** Members that hold the text where nothing says what the value is. */
const textMembers = ["answer", "response", "text", "message", "content"] as const;
/** Types of values that are a piece of the text. */
const pieceTypes: ReadonlySet<unknown> = new Set(["text", "token", "content", "chunk", "delta"]);

/** Sorts a value by its members, whatever else it has. Undefined for one that is about something else. */
export function readReplyValue(value: unknown): ReplyPart | undefined {
  if (!isRecord(value)) return undefined;
  const { type, delta, role, choices } = value;
  if (Array.isArray(choices)) return readChoice(choices[0]);
  const piece = textIn(delta);
  if (piece !== undefined) return { kind: "delta", text: piece };
  if (type === "error" || isProblem(value["error"]) || isRefusal(value))
    return { kind: "error", message: errorMessage(value) };
  const isPiece = pieceTypes.has(type);
  if (!isPiece && type !== undefined && type !== "message" && role !== "assistant")
    return undefined;
  const members = role === "assistant" ? (["content"] as const) : textMembers;
  const text = members.map((name) => textIn(value[name])).find((found) => found !== undefined);
  return text === undefined ? undefined : { kind: isPiece ? "delta" : "whole", text };
}

/** The form of many services with language models: pieces, or the whole, below `choices`. */
function readChoice(choice: unknown): ReplyPart | undefined {
  if (!isRecord(choice)) return undefined;
  const { delta, message, text } = choice;
  return readReplyValue(isRecord(delta) ? { delta } : { message: message ?? text });
}

/** The text of one part: itself, in pieces, or one level deeper. */
function textIn(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    const texts = value.map(textOfItem);
    return texts.length > 0 && texts.every((text) => text !== undefined)
      ? texts.join("")
      : undefined;
  }
  return textOfItem(value);
}

function textOfItem(item: unknown): string | undefined {
  const text = isRecord(item) ? (item["content"] ?? item["text"]) : item;
  return typeof text === "string" ? text : undefined;
}

/** What says of an error that there is none is no error. */
function isProblem(error: unknown): boolean {
  return error !== undefined && error !== null && error !== false && error !== "";
}

function errorMessage(value: Readonly<Record<string, unknown>>): string | undefined {
  const { error } = value;
  const candidates = [isRecord(error) ? error["message"] : error, value["message"]];
  return candidates.find((candidate) => typeof candidate === "string");
}

/** Puts an answer together of its parts. */
export class ReplyText {
  #text = "";
  #hasDeltas = false;

  /** All that has come. */
  get text(): string {
    return this.#text;
  }

  /**
   * Takes a part, and gives what is new of it: a whole answer behind its pieces says little new.
   * Throws `server` for what the service reports in the middle of an answer.
   */
  add(part: ReplyPart): string {
    const added = this.#newOf(part);
    this.#hasDeltas ||= part.kind === "delta";
    this.#text += added;
    return added;
  }

  #newOf(part: ReplyPart): string {
    switch (part.kind) {
      case "delta":
        return part.text;
      case "whole":
        if (part.text.startsWith(this.#text)) return part.text.slice(this.#text.length);
        // Pieces that do not say that they are some come as wholes, one after the other.
        return this.#hasDeltas ? "" : part.text;
      case "error":
        throw new ChatError("server", "an error object in the answer", {
          serviceMessage: part.message,
        });
    }
  }
}
