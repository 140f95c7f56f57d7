import type { SimulatedResponse } from "../core/simulation.ts";
import { type Delivery, lengthOf } from "./delivery.ts";

type Format = SimulatedResponse["format"];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One object of an answer that comes in several; the text of a delta is its own. */
type Piece = string | Readonly<Record<string, unknown>>;

/** The pieces of an answer out of the service's own framing. */
function piecesOf({ pieces, said = "" }: Delivery, format: Format): readonly Piece[] {
  const texts = pieces.map((piece) => decoder.decode(piece));
  if (format === "text") return texts;
  // The document itself is the last of its pieces.
  if (format === "json") return [...(said.match(/.{1,24}/gsu) ?? []), parseObject(texts.join(""))];
  // A line break inside an object is an escape.
  const lines = texts.flatMap((text) => text.split(/[\r\n]+/)).filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const value = parseObject(line);
    const { delta } = value;
    return typeof delta === "string" ? delta : value;
  });
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

const isText = (piece: Piece): piece is string => typeof piece === "string";

/** The same answer in another framing; a document about something else stays as it is. */
function reframed(
  write: (pieces: readonly Piece[]) => readonly string[],
  contentType?: string,
): (delivery: Delivery, format: Format) => Delivery {
  return (delivery, format) => {
    if (format === "json" && delivery.said === undefined) return delivery;
    const pieces = write(piecesOf(delivery, format)).map((text) => encoder.encode(text));
    const headers = {
      ...delivery.headers,
      ...(contentType !== undefined && { "content-type": contentType }),
    };
    return { ...delivery, headers, pieces, fullLength: lengthOf(pieces) };
  };
}

const joinTexts = (pieces: readonly Piece[]): string => pieces.filter(isText).join("");

/** As server-sent events, with a comment before and a mark behind them. */
export const asEvents = reframed((pieces) => {
  const data = pieces.map((piece) =>
    JSON.stringify(isText(piece) ? { type: "delta", delta: piece } : piece),
  );
  return [": ok\n\n", ...data.map((line) => `data: ${line}\n\n`), "data: [DONE]\n\n"];
}, "text/event-stream");

/** As text without any frame; nothing but the text is left. */
export const asPlainText = reframed((pieces) => [joinTexts(pieces)]);

/** As one JSON string. */
export const asString = reframed((pieces) => [JSON.stringify(joinTexts(pieces))]);

/** As objects with the text one level deeper. */
export const asNested = reframed((pieces) =>
  pieces.map((piece) =>
    JSON.stringify(isText(piece) ? { type: "delta", delta: { content: piece } } : piece),
  ),
);
