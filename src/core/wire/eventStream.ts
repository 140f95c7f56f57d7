/** One event of an event stream (`text/event-stream`), with its lines of data joined. */
export interface StreamEvent {
  /** As `event:` names it. */
  readonly name: string | undefined;
  readonly data: string;
}

const endMark = "[DONE]";
/** A carriage return at the end may be half of a line break. */
const lineBreak = /\r\n|\n|\r(?!$)/;

/**
 * Decodes server-sent events, however the text is cut. Comments are skipped, an event without the empty line behind it
 * counts too, and nothing behind `[DONE]` is waited for.
 */
export async function* decodeEventStream(
  texts: AsyncIterable<string>,
): AsyncGenerator<StreamEvent> {
  const event = new EventLines();
  let rest = "";
  let mayBreak = false;
  for await (const text of texts) {
    rest += text;
    mayBreak ||= /[\r\n]/.test(text);
    if (!mayBreak) continue;
    const lines = rest.split(lineBreak);
    rest = lines.pop() ?? "";
    mayBreak = rest.endsWith("\r");
    for (const line of lines) {
      const ended = event.take(line);
      if (ended?.data === endMark) return;
      if (ended) yield ended;
    }
  }
  const last = event.take(rest.replace(/\r$/, "")) ?? event.take("");
  if (last && last.data !== endMark) yield last;
}

/** Gathers the lines of one event after the other. */
class EventLines {
  #name: string | undefined;
  #data: string[] = [];

  /** Takes a line; an empty one ends an event that has data. */
  take(line: string): StreamEvent | undefined {
    if (line === "") return this.#end();
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#name = value;
    // A line break inside the text that the server has not marked as one.
    else if (!["", "id", "retry"].includes(field) && this.#data.length > 0) this.#data.push(line);
    return undefined;
  }

  #end(): StreamEvent | undefined {
    const event = { name: this.#name, data: this.#data.join("\n") };
    const hasData = this.#data.length > 0;
    this.#name = undefined;
    this.#data = [];
    return hasData ? event : undefined;
  }
}
