import { JsonSequenceDecoder } from "../wire/jsonSequence.ts";
import { isWebPage } from "../wire/html.ts";
import type { BodyFormat } from "./documentation.ts";
import type { Exchange } from "./exchange.ts";

/** A body by what it really is, whatever its content type says. */
export interface ReadBody {
  readonly format: BodyFormat;
  readonly text: string;
  /** The JSON values in it, if it is some. */
  readonly values: readonly unknown[];
}

/** Recognises and reads a whole body. */
export function readBody({ body, contentType }: Pick<Exchange, "body" | "contentType">): ReadBody {
  const text = new TextDecoder().decode(body);
  const start = text.trimStart();
  if (start === "") return { format: "empty", text, values: [] };
  if (isWebPage(text, { "content-type": contentType }))
    return { format: "web page", text, values: [] };
  if (/^[[{"]/.test(start)) {
    const one = parsed(text);
    if (one !== undefined) return { format: "json", text, values: [one] };
    const several = sequence(text);
    if (several) return { format: "json-sequence", text, values: several };
  }
  if (/^(?:data|event|id|retry):|^:/.test(start)) return { format: "events", text, values: [] };
  return { format: "text", text, values: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // It is something else then, which the caller finds out.
    return undefined;
  }
}

function sequence(text: string): readonly unknown[] | undefined {
  try {
    const decoder = new JsonSequenceDecoder();
    const values = [...decoder.push(text)];
    decoder.end();
    return values;
  } catch {
    // It is text then.
    return undefined;
  }
}
