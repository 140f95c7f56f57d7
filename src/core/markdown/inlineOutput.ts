import { splitMails } from "./autolinks.ts";
import type { InlineEvent, Piece, Span } from "./inlineEvents.ts";
import { limits } from "./limits.ts";

/** What the pieces of a text mean, from left to right. */
export function toEvents(pieces: readonly Piece[]): readonly InlineEvent[] {
  const output = new Output();
  for (const { kind, text, href, ends, starts } of pieces) {
    for (const span of ends) output.leave(span);
    if (kind === "text") output.addText(text);
    else if (kind === "address") output.addAddress(text, href);
    else output.add(kind === "code" ? { kind, text } : { kind });
    for (const span of starts.toReversed()) output.enter(span);
  }
  return output.events();
}

class Output {
  readonly #events: InlineEvent[] = [];
  #text = "";
  #depth = 0;
  #isInLink = false;
  /** Emphasis beyond the limit, which is shown as it was written. */
  readonly #tooDeep = new Set<Span>();
  /** The descriptions of the pictures that are open, inside each other. */
  readonly #descriptions: string[] = [];

  events(): readonly InlineEvent[] {
    this.#flush();
    return this.#events;
  }

  addText(text: string): void {
    this.#text += text;
  }

  add(event: InlineEvent): void {
    if (this.#descriptions.length > 0) {
      // In a description, marks are nothing, and everything else is its text.
      this.#text += descriptionOf(event);
      return;
    }
    this.#flush();
    this.#events.push(event);
  }

  addAddress(text: string, href: string): void {
    if (this.#isInLink) {
      this.addText(text);
      return;
    }
    this.add({ kind: "enter", mark: "link", href, title: undefined });
    this.addText(text);
    this.#isInLink = true;
    this.add({ kind: "exit" });
    this.#isInLink = false;
  }

  enter(span: Span): void {
    if (span.kind === "image-start") {
      this.#flush();
      this.#descriptions.push("");
    } else if (span.mark === "link") {
      this.add(span);
      this.#isInLink = true;
    } else if (this.#depth >= limits.markDepth) {
      this.#tooDeep.add(span);
      this.addText(span.written);
    } else {
      this.#depth += 1;
      this.add(span);
    }
  }

  leave(span: Span): void {
    if (span.kind === "image-start") {
      this.#flush();
      const { href, title } = span;
      this.add({ kind: "image", href, title, alternative: this.#descriptions.pop() ?? "" });
    } else if (span.mark === "link") {
      this.add({ kind: "exit" });
      this.#isInLink = false;
    } else if (this.#tooDeep.has(span)) {
      this.addText(span.written);
    } else {
      this.#depth -= 1;
      this.add({ kind: "exit" });
    }
  }

  #flush(): void {
    const text = this.#text;
    this.#text = "";
    if (text === "") return;
    const description = this.#descriptions.pop();
    if (description !== undefined) this.#descriptions.push(description + text);
    else if (this.#isInLink) this.#events.push({ kind: "text", text });
    else this.#events.push(...splitMails(text));
  }
}

function descriptionOf(event: InlineEvent): string {
  switch (event.kind) {
    case "text":
    case "code":
      return event.text;
    case "break":
      return "\n";
    case "image":
      return event.alternative;
    case "enter":
    case "exit":
      return "";
  }
}
