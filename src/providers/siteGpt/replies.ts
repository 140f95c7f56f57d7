import type { ChatEvent, ReplyEnd } from "../../core/chatEvents.ts";
import { ChatError, toChatError } from "../../core/errors.ts";
import type { HttpClient } from "../../core/http/client.ts";
import type { TransportResponse } from "../../core/http/transport.ts";
import { limitBytes } from "../../core/wire/bytes.ts";
import { decodeFrames, type Frame } from "../../core/wire/framing.ts";
import { isRecord } from "../../core/wire/json.ts";
import { isRefusal } from "../../core/wire/refusal.ts";
import { readReplyValue, type ReplyPart, ReplyText } from "../../core/wire/replyValue.ts";
import { authorOf, sayingOf, toPrompts, toSources } from "./messages.ts";
import type { WireMessage } from "./wire.ts";

const maxReplyBytes = 16 * 1024 * 1024;

/** What a service's document about a sent message holds at least. */
interface Sent {
  readonly message: WireMessage;
}

/** How one generation of the API answers a question. */
export interface ReplyReading<T extends Sent> {
  /** Takes a document out of its envelope. Throws `bad-reply` for one of another kind, and what it complains about. */
  readonly open: (document: unknown) => T;
  /** What the document tells before the answer itself. */
  readonly before?: (sent: T) => readonly ChatEvent[];
  /** How a message ends that says nothing. */
  readonly silenceOf: (sent: T) => ReplyEnd["outcome"] | Promise<ReplyEnd["outcome"]>;
  /** Texts of the configured prompts that call a human; read where there are prompts. */
  readonly readEscalations?: () => Promise<readonly string[]>;
}

/**
 * Reads the answer to a question: one document in an envelope, or a text in any other form that something between
 * here and the service has made of it. What has arrived is yielded at once, so it stays whatever comes after it.
 * Throws why the service says nothing, where it tells.
 */
export async function* readReply<T extends Sent>(
  http: HttpClient,
  response: TransportResponse,
  reading: ReplyReading<T>,
): AsyncGenerator<ChatEvent> {
  const text = new ReplyText();
  let sent: T | undefined;
  let problem: unknown = new ChatError("bad-reply", "the answer is empty");
  let isStarted = false;
  const start = function* (): Generator<ChatEvent> {
    if (!isStarted) yield { type: "reply-start" };
    isStarted = true;
  };
  const say = function* (added: string): Generator<ChatEvent> {
    yield* start();
    if (added !== "") yield { type: "text-delta", text: added };
  };
  const frames = decodeFrames(limitBytes(response.body, maxReplyBytes), {
    headers: response.headers,
    expected: "json",
    onOther: (framing) => http.tolerance.reframe("the answer", framing),
  });
  for await (const frame of frames) {
    for (const piece of piecesOf(frame)) {
      const opened = piece.value === undefined ? undefined : openPiece(piece.value, reading);
      if (opened && "problem" in opened) problem = opened.problem;
      if (opened?.sent && sent === undefined) {
        sent = opened.sent;
        const { message } = opened.sent;
        yield* reading.before?.(opened.sent) ?? [];
        yield* start();
        const said = sayingOf(message);
        if (said !== undefined) yield* say(text.add({ kind: "whole", text: said }));
        yield* aboutAnswer(message, reading);
      } else {
        const part = toPart(piece);
        if (part) yield* say(text.add(part));
      }
    }
  }
  if (sent === undefined && text.text.trim() === "") throw problem;
  const outcome = sent && text.text === "" ? await reading.silenceOf(sent) : "complete";
  const stored = sent?.message.answer?.text;
  yield {
    type: "reply-end",
    outcome,
    ...(stored && stored !== text.text && { text: stored }),
    ...aboutRecord(sent?.message),
  };
}

/** A piece of an answer: a JSON value, a text, or a text that is a whole document in quotes. */
interface Piece {
  readonly text?: string;
  readonly value?: unknown;
}

/** What is in a frame; lists are flattened. */
function piecesOf(frame: Frame): readonly Piece[] {
  if (frame.kind === "value") return [frame.value].flat().map((value) => ({ value }));
  const { text } = frame;
  if (!/^\s*\{/.test(text)) return [{ text }];
  try {
    return [{ text, value: JSON.parse(text) as unknown }];
  } catch {
    return [{ text }];
  }
}

function toPart({ text, value }: Piece): ReplyPart | undefined {
  return text === undefined ? readReplyValue(payloadOf(value)) : { kind: "delta", text };
}

/** A document as opened, or why it is none. Throws what it complains about. */
function openPiece<T extends Sent>(
  piece: unknown,
  { open }: Pick<ReplyReading<T>, "open">,
): { readonly sent: T } | { readonly sent?: undefined; readonly problem: unknown } {
  try {
    const sent = open(piece);
    const message = withAnswer(sent.message);
    if (!message.answer && !signsOfMessage.some((name) => name in message))
      throw new ChatError("bad-reply", "the message in the answer has none of its properties");
    return { sent: { ...sent, message } };
  } catch (thrown) {
    if (isRefusal(piece) || toChatError(thrown).kind !== "bad-reply") throw thrown;
    return { problem: thrown };
  }
}

/** What may be the answer in a value that is no documented one. What an envelope says about the call is not it. */
function payloadOf(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { data, ok, success } = value;
  if (data !== undefined) return typeof data === "string" ? { text: data } : data;
  return ok === undefined && success === undefined ? value : { ...value, message: undefined };
}

/** What tells a message from another object; in none is all of it missing (3.1). */
const signsOfMessage = ["id", "messageId", "messageType", "question", "answer"];

/** A message whose answer has another name, spelling or form. */
function withAnswer(message: WireMessage): WireMessage {
  if (message.answer === null || message.answer?.text !== undefined) return message;
  const members = Object.entries(message).map(([name, value]) => [name.toLowerCase(), value]);
  const part = readReplyValue(Object.fromEntries(members));
  if (part === undefined || part.kind === "error") return message;
  return { ...message, answer: { text: part.text, timestamp: undefined } };
}

async function* aboutAnswer(
  message: WireMessage,
  { readEscalations }: Pick<ReplyReading<Sent>, "readEscalations">,
): AsyncGenerator<ChatEvent> {
  for (const source of toSources(message)) yield { type: "source-found", source };
  const escalations = message.prompts?.length ? await readEscalations?.() : undefined;
  const prompts = toPrompts(message, escalations ?? []);
  if (prompts.length > 0) yield { type: "prompts-offered", prompts };
}

function aboutRecord(message: WireMessage | undefined): Partial<ReplyEnd> {
  const recordId = message?.id ?? message?.messageId;
  const author = message && authorOf(message);
  return {
    ...(recordId && { recordId }),
    ...(message?.gptModel && { model: message.gptModel }),
    ...(author !== undefined && { author }),
  };
}
