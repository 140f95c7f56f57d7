import type { AnswerSchema, Assumption } from "./schema.ts";

/** What a body is: one JSON document, JSON values back to back, server-sent events, a page for browsers, or text. */
export type BodyFormat = "json" | "json-sequence" | "events" | "web page" | "text" | "empty";

/** What a service's reference says of the answer to a call. */
export interface DocumentedCall {
  /** Where the reference has it, e.g. `4.18`. */
  readonly section: string;
  /** Method and path with `{name}` where a segment varies. */
  readonly call: string;
  readonly format: BodyFormat;
  /** Of `content-type`, without parameters; absent where the reference does not say, or says that it cannot be relied on. */
  readonly mediaType?: string;
  /** Statuses that say that the service does not have it, which is no difference. */
  readonly absent?: readonly number[];
  /** Of the JSON document, or of each JSON value of a sequence. */
  readonly answer?: AnswerSchema;
  /** What is assumed of status, content type and format. */
  readonly assumes?: Assumption;
}

/** An OpenAPI document that a service publishes about itself. */
export interface PublishedContract {
  /** Its path, e.g. `/api/v2/openapi.json`; the paths in it may begin behind its folder. */
  readonly path: string;
  /** The calls that Parley makes besides the documented ones, e.g. `PATCH /api/v2/account`. */
  readonly otherCalls: readonly string[];
}

/** What a service's reference says, as far as Parley has it. */
export interface Documentation {
  readonly documentedCalls: readonly DocumentedCall[];
  /** Where the service publishes what its API is. */
  readonly contract?: PublishedContract;
}

/** The row of a call; a path without varying segments comes first. */
export function findDocumented(
  calls: readonly DocumentedCall[],
  method: string,
  path: string,
): DocumentedCall | undefined {
  const fits = calls.filter(({ call }) => patternOf(call).test(`${method} ${path}`));
  return fits.toSorted((one, other) => segmentsThatVary(one) - segmentsThatVary(other))[0];
}

function patternOf(call: string): RegExp {
  return new RegExp(`^${call.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

function segmentsThatVary({ call }: DocumentedCall): number {
  return call.split("{").length;
}
