import type { Source } from "../../core/model.ts";
import { isRecord } from "../../core/wire/json.ts";
import type { WireSection } from "./wire.ts";

/** The longest text that may still become a marker, with its opening bracket (reference, "Citations"). */
const maxMarkerLength = 40;

/** A passage as a source; the text cites it by its id in brackets. */
export function toSource(section: WireSection): Source {
  return {
    id: section.id,
    title: section.document_name || section.id,
    marker: `[${section.id}]`,
    ...(section.content && { passage: section.content }),
    ...(section.page_number != null && { page: section.page_number }),
    ...(section.similarity != null && { similarity: section.similarity }),
    ...toNotes(section.user_metadata),
  };
}

/** What is attached to a document, as it can be read: names with their values, else JSON. */
function toNotes(metadata: unknown): { readonly notes?: string } {
  if (metadata === undefined || metadata === null || metadata === "") return {};
  const write = (value: unknown): string =>
    typeof value === "string" ? value : JSON.stringify(value);
  if (!isRecord(metadata)) return { notes: write(metadata) };
  const notes = Object.entries(metadata).map(([name, value]) => `${name}: ${write(value)}`);
  return notes.length > 0 ? { notes: notes.join(", ") } : {};
}

/**
 * Gives every citation its own bracket with the id as the section spells it. The service may put several ids into
 * one bracket and may spell them differently (undocumented); brackets that cite nothing known stay as they are.
 */
export function resolveMarkers(text: string, sources: readonly Source[]): string {
  const known = new Map(sources.map(({ id }) => [canonical(id), id]));
  return text.replaceAll(/\[([^[\]]{1,400})\](?![(:])/g, (bracket, content: string) => {
    const tokens = content.split(/[\s,]+/).filter((token) => token !== "");
    if (!tokens.some((token) => known.has(canonical(token)))) return bracket;
    return tokens.map((token) => `[${known.get(canonical(token)) ?? token}]`).join("");
  });
}

/** The sources that a text cites. */
export function citedSources(text: string, sources: readonly Source[]): readonly Source[] {
  return sources.filter(({ marker }) => marker !== undefined && text.includes(marker));
}

/**
 * Sources that a text cites and that are not known: the service shows a passage only once, while it answers, so
 * for a session from elsewhere there is nothing but the id.
 */
export function forgottenSources(text: string, known: readonly Source[]): readonly Source[] {
  const ids = new Set([...text.matchAll(/\[(dsec[a-z0-9]{26})\]/g)].map(([, id = ""]) => id));
  for (const { id } of known) ids.delete(id);
  return [...ids].map((id) => ({ id, title: id, marker: `[${id}]` }));
}

function canonical(id: string): string {
  return id.replaceAll("_", "").toLowerCase();
}

/**
 * Passes text on and holds back what may be the beginning of a marker, so that no half marker is ever shown, and
 * half of a surrogate pair, so that every piece is well-formed.
 */
export class MarkerHold {
  #held = "";

  /** The text that can be shown now; may be empty. */
  push(delta: string): string {
    const text = this.#held + delta;
    const safe = safeLength(text);
    this.#held = text.slice(safe);
    return text.slice(0, safe);
  }

  /** What is still held when nothing more comes. */
  end(): string {
    const rest = this.#held;
    this.#held = "";
    return rest;
  }
}

function safeLength(text: string): number {
  const open = text.lastIndexOf("[");
  const tail = open === -1 ? "" : text.slice(open);
  if (tail !== "" && tail.length < maxMarkerLength && /^\[[\w\-, ]*$/.test(tail)) return open;
  return /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
}
