import type { SimulatedResponse } from "../../../core/simulation.ts";

/** A passage on the wire. */
export interface WireSection {
  readonly id: string;
  readonly content: string;
  readonly similarity: number;
  readonly document_name: string;
  readonly page_number: number;
  /** What the caller has attached to the document. */
  readonly user_metadata?: unknown;
}

/** How the objects of one answer are written; the service promises none of it, so it differs between answers. */
interface Framing {
  readonly before: string;
  readonly between: string;
  readonly after: string;
  readonly typeFirst: boolean;
  /** Writes everything beyond ASCII as an escape, which even lets a character be split over two deltas. */
  readonly escaped: boolean;
}

const framings: readonly [Framing, ...Framing[]] = [
  { before: "", between: "\n", after: "\n", typeFirst: false, escaped: false },
  { before: "", between: "", after: "", typeFirst: true, escaped: false },
  { before: "", between: "\r\n", after: "\r\n", typeFirst: true, escaped: true },
  { before: " \n", between: " \t\n  ", after: "", typeFirst: false, escaped: false },
];

const longTextLength = 20_000;

function escapeNonAscii(text: string): string {
  return text.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Cuts a text into deltas: words with the space before them, punctuation alone, long words in parts. */
function deltasOf(text: string, framing: Framing): string[] {
  if (text.length > longTextLength) {
    return text.match(/[\s\S]{1,600}(?![\udc00-\udfff])/g) ?? [];
  }
  const tokens = text.match(/\s*[\p{L}\p{N}]+|\s+|[^\s\p{L}\p{N}]/gu) ?? [];
  const parts = tokens.flatMap((token) => token.match(/[\s\S]{1,9}(?![\udc00-\udfff])/g) ?? []);
  const betweenSurrogates = /(?<=[\ud800-\udbff])(?=[\udc00-\udfff])/;
  return framing.escaped ? ["", ...parts.flatMap((part) => part.split(betweenSurrogates))] : parts;
}

function typed(type: string, members: object, framing: Framing): string {
  const text = JSON.stringify(framing.typeFirst ? { type, ...members } : { ...members, type });
  return framing.escaped ? escapeNonAscii(text) : text;
}

/** The answer as it is streamed: passages first, then the text, one JSON object after the other. */
export function streamed(
  sections: readonly WireSection[],
  text: string,
  answerNumber: number,
  contentType: string,
): SimulatedResponse {
  const framing = framings[answerNumber % framings.length] ?? framings[0];
  const objects = [
    ...sections.map((section) => typed("section", section, framing)),
    ...deltasOf(text, framing).map((delta) => typed("delta", { delta }, framing)),
  ];
  const body = objects.map((object, index) => {
    const isLast = index === objects.length - 1;
    return `${index === 0 ? framing.before : ""}${object}${isLast ? framing.after : framing.between}`;
  });
  return {
    status: 200,
    headers: { "content-type": contentType },
    format: "json-sequence",
    body,
    streamed: true,
    stepsBefore: 8,
  };
}

/** What stands in the place of an answer when there are no more; its form is not documented. */
export function limitReached(contentType: string): SimulatedResponse {
  const message = "The monthly message limit is reached.";
  return {
    status: 200,
    headers: { "content-type": contentType },
    format: "json-sequence",
    body: [JSON.stringify({ type: "error", message })],
    streamed: true,
  };
}

/** The answer in one piece, as `stream=false` asks for it; what it looks like is not documented and differs. */
export function whole(
  sections: readonly WireSection[],
  text: string,
  answerNumber: number,
): SimulatedResponse {
  const objects = [
    ...sections.map((section) => ({ ...section, type: "section" })),
    { delta: text, type: "delta" },
  ];
  const bodies = [
    objects.map((object) => JSON.stringify(object)).join("\n"),
    JSON.stringify(objects),
    JSON.stringify({ role: "assistant", content: text, sections }),
  ];
  const form = answerNumber % bodies.length;
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    format: form === 0 ? "json-sequence" : "json",
    body: [bodies[form] ?? ""],
    stepsBefore: Math.min(60, Math.ceil(text.length / 12)),
  };
}
