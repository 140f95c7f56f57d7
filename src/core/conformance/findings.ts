import { readBody } from "./body.ts";
import { type Difference, findDifferences } from "./differences.ts";
import { type DocumentedCall, findDocumented } from "./documentation.ts";
import type { Exchange } from "./exchange.ts";
import type { Form } from "./form.ts";
import type { Assumption } from "./schema.ts";

/** Something that several answers to a call have in common and the reference has not. */
export interface Finding {
  /** Within the body; empty for the whole answer. */
  readonly path: string;
  readonly kind: Difference["kind"] | "status" | "media type" | "body";
  readonly expected: string;
  /** How it came instead. Words are of HTTP, not of the service. */
  readonly found: readonly (Form | string)[];
  /** In how many places. */
  readonly times: number;
  readonly assumption?: Assumption;
}

/** What was found about the answers to one call. */
export interface CheckedCall {
  /** Absent where the reference, as far as Parley has it, knows no such call. */
  readonly documented?: DocumentedCall;
  /** Method and path, without what names somebody's things. */
  readonly call: string;
  readonly answers: number;
  readonly statuses: readonly number[];
  readonly mediaTypes: readonly string[];
  readonly formats: readonly string[];
  readonly findings: readonly Finding[];
}

type Single = Omit<Finding, "times">;

/** Holds what was observed against a service's reference. Nothing of it holds a value that was received. */
export function checkExchanges(
  calls: readonly DocumentedCall[],
  exchanges: readonly Exchange[],
): readonly CheckedCall[] {
  const rows = exchanges.map((exchange) => {
    const documented = findDocumented(calls, exchange.method, exchange.path);
    return { exchange, documented, call: documented?.call ?? undocumentedCall(exchange) };
  });
  return [...Map.groupBy(rows, ({ call }) => call)].map(([call, group]) => {
    const documented = group[0]?.documented;
    const all = group.map(({ exchange }) => exchange);
    return {
      ...(documented && { documented }),
      call,
      answers: all.length,
      statuses: distinct(all.map(({ status }) => status)),
      mediaTypes: distinct(all.map(mediaTypeOf)),
      formats: distinct(all.map(formatOf)),
      findings: documented ? gather(all.flatMap((one) => findingsOf(documented, one))) : [],
    };
  });
}

function findingsOf(documented: DocumentedCall, exchange: Exchange): readonly Single[] {
  const { format, mediaType, absent, answer, assumes } = documented;
  const whole = (kind: Finding["kind"], expected: string, found: string): Single => ({
    path: "",
    kind,
    expected,
    found: [found],
    ...(assumes && { assumption: assumes }),
  });
  const findings: Single[] = [];
  const { status } = exchange;
  if (absent?.includes(status)) return [];
  // What a refusal looks like is documented for hardly any call, and nothing is assumed of it.
  if (status < 200 || status >= 300)
    return [{ path: "", kind: "status", expected: "200", found: [String(status)] }];
  if (status !== 200) findings.push(whole("status", "200", String(status)));
  const came = mediaTypeOf(exchange);
  if (mediaType !== undefined && came !== mediaType)
    findings.push(whole("media type", mediaType, came));
  const shown = formatOf(exchange);
  const body = readBody(exchange);
  // A sequence of one value is one document.
  const fits = body.format === format || (format === "json-sequence" && body.format === "json");
  if (!fits || !exchange.isWhole) {
    findings.push(whole("body", format, shown));
    return findings;
  }
  const differences = answer ? body.values.flatMap((value) => findDifferences(answer, value)) : [];
  return [...findings, ...differences.map(toSingle)];
}

function toSingle({ found, ...difference }: Difference): Single {
  return { ...difference, found: found ? [found] : [] };
}

/** The same finding of several answers is one, with everything that came. */
function gather(singles: readonly Single[]): readonly Finding[] {
  const key = ({ path, kind, expected, assumption }: Single): string =>
    JSON.stringify([path, kind, expected, assumption?.name]);
  const groups = Map.groupBy(singles, key);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first
      ? [{ ...first, found: group.flatMap(({ found }) => found), times: group.length }]
      : [];
  });
}

/** A media type as HTTP writes it; anything else is not told, as it may be anything. */
export function mediaTypeOf({ contentType }: Pick<Exchange, "contentType">): string {
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.trim() === "") return "none";
  return /^[a-z]{1,20}\/[a-z\d.+-]{1,60}$/.test(type.trim()) ? type.trim() : "an unreadable one";
}

function formatOf(exchange: Exchange): string {
  return exchange.isWhole ? readBody(exchange).format : `${readBody(exchange).format}, not whole`;
}

/** Only the beginning of a path that no reference knows is the API's for sure. */
function undocumentedCall({ method, path }: Exchange): string {
  return `${method} ${path.split("/").slice(0, 2).join("/")}/…`;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
