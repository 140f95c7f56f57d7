import { ChatError } from "../errors.ts";
import { redactStart, shorten } from "../redact.ts";
import { readText } from "./text.ts";

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads one JSON document. Throws `bad-reply` for anything else, an empty body included. */
export async function decodeJson(body: AsyncIterable<Uint8Array>, what: string): Promise<unknown> {
  return parseJson(await readText(body), what);
}

/** Parses JSON text. Throws `bad-reply` with the start of what came instead. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const came = text.trim() === "" ? "nothing" : `"${shorten(redactStart(text, 1000), 60)}"`;
    throw new ChatError("bad-reply", `${what}: expected JSON, got ${came}`, { cause: error });
  }
}

/** Parses JSON that a service carries inside a string field; undefined when it is missing or broken. */
export function parseEmbeddedJson(value: unknown): unknown {
  if (typeof value !== "string") return value ?? undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Such fields are extras: a broken one must not fail the message that carries it.
    return undefined;
  }
}
