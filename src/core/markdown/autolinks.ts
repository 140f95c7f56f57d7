import { decodeReference, reference } from "./characters.ts";
import type { InlineEvent } from "./inlineEvents.ts";

const start = /https?:\/\/|www\./gi;
const free = /[^\s<]+/y;
const bracketed = /[^\s<\]]+/y;
const references = new RegExp(reference, "gi");
/** What mostly belongs to the sentence, not to the address that it ends with. */
const sentenceMarks = new Set("?!.,:*_~'\"");

/** An address that stands in a text without marks. */
export interface Autolink {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly href: string;
}

/** The first address that begins between two places. @param isInBracket a bracket that is open ends it */
export function findAutolink(
  text: string,
  from: number,
  to: number,
  isInBracket: boolean,
): Autolink | undefined {
  start.lastIndex = from;
  for (let found = start.exec(text); found && found.index < to; found = start.exec(text)) {
    if (/[\p{L}\p{N}]/u.test(text[found.index - 1] ?? "")) continue;
    const all = isInBracket ? bracketed : free;
    all.lastIndex = found.index;
    const written = trimEnd(all.exec(text)?.[0] ?? "");
    if (!namesHost(written)) continue;
    const address = written.replaceAll(references, decodeReference);
    return {
      start: found.index,
      end: found.index + written.length,
      text: address,
      href: /^www\./i.test(address) ? `http://${address}` : address,
    };
  }
  return undefined;
}

function trimEnd(address: string): string {
  const count = (bracket: string): number => address.split(bracket).length - 1;
  let surplus = count(")") - count("(");
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? "";
    if (sentenceMarks.has(last)) {
      end -= 1;
    } else if (last === ")" && surplus > 0) {
      end -= 1;
      surplus -= 1;
    } else if (last === ";") {
      let name = end - 1;
      while (/[a-z0-9]/i.test(address[name - 1] ?? "")) name -= 1;
      // What looks like a character reference is none of the address.
      if (name === end - 1 || address[name - 1] !== "&") break;
      end = name - 1;
    } else {
      break;
    }
  }
  return address.slice(0, end);
}

function namesHost(address: string): boolean {
  const [, host = ""] = /^(?:https?:\/\/|(?=www\.))([^/?#:]*)/i.exec(address) ?? [];
  const parts = host.split(".");
  return (
    /[\p{L}\p{N}]/u.test(host) &&
    (!/^www\./i.test(host) || (parts[1] ?? "") !== "") &&
    !parts.slice(-2).some((part) => part.includes("_"))
  );
}

const mailHost = /[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/iy;

/** A text with the mail addresses that stand in it as links. */
export function splitMails(text: string): readonly InlineEvent[] {
  const events: InlineEvent[] = [];
  let done = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    let first = at;
    while (first > done && /[\w.+-]/.test(text[first - 1] ?? "")) first -= 1;
    mailHost.lastIndex = at + 1;
    const host = mailHost.exec(text)?.[0];
    if (first === at || host === undefined || /[-_]$/.test(host)) continue;
    const end = at + 1 + host.length;
    const address = text.slice(first, end);
    if (first > done) events.push({ kind: "text", text: text.slice(done, first) });
    events.push(
      { kind: "enter", mark: "link", href: `mailto:${address}`, title: undefined },
      { kind: "text", text: address },
      { kind: "exit" },
    );
    done = end;
  }
  if (done < text.length) events.push({ kind: "text", text: text.slice(done) });
  return events;
}
