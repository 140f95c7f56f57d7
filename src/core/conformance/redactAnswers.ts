import { isRecord } from "../wire/json.ts";
import { parseTime } from "../wire/time.ts";
import { readBody } from "./body.ts";
import { type DocumentedCall, findDocumented } from "./documentation.ts";
import type { Exchange } from "./exchange.ts";
import { mediaTypeOf } from "./findings.ts";
import { shownName } from "./form.ts";
import type { AnswerSchema } from "./schema.ts";

/** Where the invented times begin: 2000-01-01 UTC. */
const firstTime = 946_684_800_000;
/** What is longer than a word is an id, and ids stay apart. */
const longestWord = 15;

/**
 * Bodies of one check with everything taken out that they say: letters become `x`, digits `0`, numbers 0. What stays is
 * how they are built, which ids are the same, which time comes before which, and values that the reference lists.
 */
class Redaction {
  readonly #ids = new Map<string, string>();
  readonly #times: readonly number[];

  /** @param exchanges all that are to be redacted, for the order of their times */
  constructor(exchanges: readonly Exchange[]) {
    const texts = exchanges.flatMap((exchange) => readBody(exchange).values.flatMap(textsIn));
    const times = texts.filter(isTime).map((text) => parseTime(text) ?? 0);
    this.#times = [...new Set(times)].toSorted((one, other) => one - other);
  }

  /** A redacted body; a sequence of JSON values has one on each line. */
  redact(exchange: Exchange, documented: DocumentedCall): string {
    const { format, text, values } = readBody(exchange);
    if (format !== "json" && format !== "json-sequence") return this.#redactText(text);
    const lines = values.map((value) => JSON.stringify(this.#redact(value, documented.answer)));
    return lines.join("\n");
  }

  #redact(value: unknown, schema: AnswerSchema | undefined): unknown {
    if (typeof value === "number") return Number.isInteger(value) ? 0 : 0.5;
    if (typeof value === "string") return this.#redactString(value, schema);
    if (Array.isArray(value)) return value.map((item) => this.#redact(item, itemSchema(schema)));
    if (!isRecord(value)) return value;
    const all = [schema, ...(schema?.anyOf ?? [])];
    const data = all.find((one) => one?.additionalProperties)?.additionalProperties;
    // Only beside documented names another one is the service's; elsewhere it may be somebody's data.
    const isOfService = !data && all.some((one) => one?.properties);
    return Object.fromEntries(
      Object.entries(value).map(([name, member], index) => {
        const known = propertySchema(schema, name);
        const isShown = known !== undefined || (isOfService && shownName(name) === name);
        return [isShown ? name : `name${index}`, this.#redact(member, known ?? data)];
      }),
    );
  }

  #redactString(text: string, schema: AnswerSchema | undefined): string {
    const all = [schema, ...(schema?.anyOf ?? [])];
    if (all.some((one) => one?.enum?.includes(text))) return text;
    if (isTime(text)) return this.#redactTime(text);
    const inner = all.find((one) => one?.contentSchema)?.contentSchema;
    const content = inner && parsed(text);
    if (isRecord(content)) return JSON.stringify(this.#redact(content, inner));
    return this.#redactText(text);
  }

  /** The same time in the same format, so far after the first invented one as there are others before it, in seconds. */
  #redactTime(text: string): string {
    const place = this.#times.indexOf(parseTime(text) ?? 0);
    const seconds = new Date(firstTime + place * 1000).toISOString().slice(0, 19);
    return seconds + text.slice(seconds.length).replaceAll(/\d/g, "0");
  }

  #redactText(text: string): string {
    return text
      .replaceAll(/\P{ASCII}/gu, "é")
      .replaceAll(/[\wé]+(?:-[\wé]+)*/g, (run) =>
        run.length > longestWord ? this.#redactId(run) : masked(run, "x"),
      );
  }

  /** The same for the same id, and another one for each other. */
  #redactId(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    const number = String(this.#ids.size + 1);
    const invented = masked(id, "a").slice(0, -number.length) + number;
    this.#ids.set(id, invented);
    return invented;
  }
}

/** The same classes of characters. @param hex stands for the letters that are hex digits */
function masked(text: string, hex: string): string {
  return text
    .replaceAll(/[a-f]/g, hex)
    .replaceAll(/[g-z]/g, "x")
    .replaceAll(/[A-Z]/g, "X")
    .replaceAll(/\d/g, "0");
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && parseTime(text) !== undefined;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The schema of a property, also where it stands in one of several, or behind null. */
function propertySchema(schema: AnswerSchema | undefined, name: string): AnswerSchema | undefined {
  const all = [schema, ...(schema?.anyOf ?? [])];
  const found = all.find((one) => one?.properties && Object.hasOwn(one.properties, name));
  return found?.properties?.[name];
}

function itemSchema(schema: AnswerSchema | undefined): AnswerSchema | undefined {
  return schema?.items ?? schema?.anyOf?.find(({ items }) => items)?.items;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Then it is a text like any other.
    return undefined;
  }
}

/** A redacted answer, and what it was the answer to. */
export interface RecordedAnswer {
  readonly section: string;
  readonly call: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** For each documented call the longest answer that came whole, redacted. */
export function redactAnswers(
  calls: readonly DocumentedCall[],
  exchanges: readonly Exchange[],
): readonly RecordedAnswer[] {
  const redaction = new Redaction(exchanges);
  const rows = exchanges
    .filter(({ isWhole }) => isWhole)
    .flatMap((exchange) => {
      const documented = findDocumented(calls, exchange.method, exchange.path);
      return documented ? [{ exchange, documented }] : [];
    });
  return [...Map.groupBy(rows, ({ documented }) => documented)].flatMap(([documented, group]) => {
    const lengths = group.map(({ exchange }) => exchange.body.length);
    const longest = group[lengths.indexOf(Math.max(...lengths))]?.exchange;
    if (!longest) return [];
    const { section, call } = documented;
    const { status } = longest;
    const contentType = mediaTypeOf(longest);
    return [{ section, call, status, contentType, text: redaction.redact(longest, documented) }];
  });
}
