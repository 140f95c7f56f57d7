import { decodeEventStream, type StreamEvent } from "./eventStream.ts";
import { rejectHtml } from "./html.ts";
import { isRecord } from "./json.ts";
import { decodeJsonSequence, JsonSequenceDecoder } from "./jsonSequence.ts";
import { isOnlyRefusal } from "./refusal.ts";
import { readReplyValue, type ReplyPart } from "./replyValue.ts";
import { decodeText } from "./text.ts";

/** A piece of an answer, out of whatever it came in. */
export type Frame =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: unknown };

/** What an answer comes in: bare text, JSON values back to back, an event stream, or one JSON string. */
export type Framing = "text" | "json" | "events" | "string";

/** How to decode an answer. */
export interface FramingOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** What the service documents. */
  readonly expected: "text" | "json";
  /** Told what the answer comes in, where that is something else. */
  readonly onOther?: (framing: Framing) => void;
}

/** What may still become another framing is held back, but not more of it than this, in UTF-16 units. */
const maxHeld = 64 * 1024;

/**
 * Decodes an answer by what it really comes in: its first characters tell, with the content type where these may be
 * the answer's own. Text that can be nothing else passes at once. Throws `bad-reply` for a web page and for broken
 * JSON, after what was readable.
 */
export async function* decodeFrames(
  body: AsyncIterable<Uint8Array>,
  options: FramingOptions,
): AsyncGenerator<Frame> {
  const texts = rejectHtml(decodeText(body), options.headers);
  try {
    let held = "";
    let framing: Framing | undefined;
    while (framing === undefined) {
      const next = await texts.next();
      held += next.done ? "" : next.value;
      framing = recognise(held, next.done === true, options);
    }
    if (framing !== options.expected) options.onOther?.(framing);
    yield* framesOf(framing, behind(held, texts));
  } finally {
    await texts.return(undefined);
  }
}

async function* behind(held: string, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  if (held !== "") yield held;
  yield* texts;
}

async function* framesOf(framing: Framing, texts: AsyncIterable<string>): AsyncGenerator<Frame> {
  switch (framing) {
    case "text":
      for await (const text of texts) yield { kind: "text", text };
      break;
    case "string":
      for await (const text of texts) yield { kind: "text", text: JSON.parse(text) as string };
      break;
    case "json":
      for await (const value of decodeJsonSequence(texts)) yield { kind: "value", value };
      break;
    case "events":
      for await (const event of decodeEventStream(texts)) yield* frameOf(event);
  }
}

/** Names of events whose data is the answer's text. */
const textEvents = /^(?:|message|delta|text|token|content|answer|chunk|data)$/i;

function* frameOf({ name = "", data }: StreamEvent): Generator<Frame> {
  const value = parseData(data);
  const isText = textEvents.test(name);
  if (Array.isArray(value)) yield { kind: "value", value };
  else if (isRecord(value))
    yield { kind: "value", value: isText ? value : { type: name, ...value } };
  else if (isText) yield { kind: "text", text: value as string };
  else if (/^error$/i.test(name)) yield { kind: "value", value: { type: "error", message: value } };
}

/** The data of an event: JSON where it is about more than a text, else the text. */
function parseData(data: string): unknown {
  try {
    const value: unknown = JSON.parse(data);
    const isList = Array.isArray(value) && value.some(isRecord);
    if (typeof value === "string" || isRecord(value) || isList) return value;
  } catch {
    // A piece of the text itself.
  }
  return data;
}

/** What a frame adds to an answer; lists are flattened. */
export function partsOf(frame: Frame): readonly ReplyPart[] {
  if (frame.kind === "text") return [{ kind: "delta", text: frame.text }];
  return [frame.value].flat().flatMap((value) => readReplyValue(value) ?? []);
}

/** What an answer comes in by its beginning; undefined while that may still change. */
function recognise(
  held: string,
  isEnd: boolean,
  { headers, expected }: FramingOptions,
): Framing | undefined {
  const start = held.slice(0, maxHeld).trimStart();
  const canWait = !isEnd && held.length < maxHeld;
  if (start === "") return canWait ? undefined : expected;
  const type = headers["content-type"]?.toLowerCase() ?? "";
  if (start.startsWith('"')) return recogniseString(start, isEnd, canWait);
  if (/^[[{]/.test(start)) {
    if (expected === "json") return "json";
    const isDeclared = type.includes("json");
    if (start.startsWith("[") && !isDeclared) return "text";
    return recogniseValue(start, { isEnd, canWait, isDeclared });
  }
  const events = recogniseEvents(start, canWait, expected === "json" || type.includes("event"));
  if (events !== "text" || expected === "text") return events;
  if (canWait && mayBeScalar(start)) return undefined;
  // What is nobody's text is broken JSON, or the beginning of a page.
  const isText = /^[\p{L}\p{N}\p{P}\p{S}]/u.test(start) && !/^[}\],:<\uFFFD]/.test(start);
  return isText && !isJson(start) ? "text" : "json";
}

/** True for the beginning of a JSON value that is neither a text nor holds one. */
function mayBeScalar(start: string): boolean {
  const word = start.trimEnd();
  return (
    ["null", "true", "false"].some((scalar) => scalar.startsWith(word)) ||
    /^-?(?:\d[\d.eE+-]*)?$/.test(word)
  );
}

/** A text in quotes and nothing else is one JSON string; one that begins with a quotation is bare text. */
function recogniseString(start: string, isEnd: boolean, canWait: boolean): Framing | undefined {
  const [open = ""] = /^"(?:[^"\\\n\r]|\\[^\n\r])*/.exec(start) ?? [];
  const rest = start.slice(open.length);
  const mayBeString = rest === "" || rest === "\\" || /^"\s*$/.test(rest);
  if (mayBeString && canWait) return undefined;
  return mayBeString && isEnd && isJson(start) ? "string" : "text";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON in the place of a text, if it is no text of the chatbot's own: pieces of an answer, a refusal, an answer. */
function recogniseValue(
  start: string,
  { isEnd, canWait, isDeclared }: { isEnd: boolean; canWait: boolean; isDeclared: boolean },
): Framing | undefined {
  const values: unknown[] = [];
  try {
    const decoder = new JsonSequenceDecoder();
    for (const value of decoder.push(start)) {
      if ([value].flat().some(isPieceOfReply)) return "json";
      values.push(value);
    }
    if (isEnd) decoder.end();
  } catch {
    return "text";
  }
  const [first, ...others] = values;
  const isDocument = isOnlyRefusal(first) || (isDeclared && readReplyValue(first) !== undefined);
  if (others.length > 0 || (first !== undefined && !isDocument)) return "text";
  if (canWait) return undefined;
  return isEnd && isDocument ? "json" : "text";
}

function isPieceOfReply(value: unknown): boolean {
  const isPiece = isRecord(value) && ("delta" in value || "choices" in value);
  return isPiece && readReplyValue(value) !== undefined;
}

/** How an event stream begins that nobody writes by chance: data that is JSON, or the name of an event. */
const certainEvents =
  /^(?:(?:id|retry)?:.*[\r\n]+)*(?:data: ?(?:[{["]|\[DONE\])|event: ?[\w.-]+[\r\n]+(?:data|id):)/;
/** By then it is certain, in UTF-16 units. */
const certainBy = 200;

function recogniseEvents(
  start: string,
  canWait: boolean,
  isDeclared: boolean,
): "events" | "text" | undefined {
  const names = ["data:", "event:", "id:", "retry:", ":"];
  if (!names.some((name) => start.startsWith(name)))
    return canWait && names.some((name) => name.startsWith(start)) ? undefined : "text";
  if (isDeclared || certainEvents.test(start.slice(0, certainBy))) return "events";
  return canWait && start.length < certainBy ? undefined : "text";
}
