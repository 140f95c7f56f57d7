import {
  array,
  type BaseIssue,
  type BaseSchema,
  fallback,
  getDotPath,
  nullish,
  number,
  pipe,
  rawTransform,
  safeInteger,
  safeParse,
  string,
  transform,
  union,
  unknown,
} from "valibot";
import { ChatError } from "../errors.ts";
import { isRecord } from "./json.ts";

/** A schema that gives a `T`. */
export type Schema<T> = BaseSchema<unknown, T, BaseIssue<unknown>>;

/** A time as `parseTime` reads it; anything else counts as missing. */
export const time = fallback(nullish(union([string(), number()])), undefined);

/** An id, which some frameworks write as a number. */
export const anyId = union([
  string(),
  pipe(
    number(),
    safeInteger(),
    transform((value) => String(value)),
  ),
]);

/** What was left out of lists in the `parse` that is going on; parsing never waits, so there is one at a time. */
let leftOut: string[] = [];

/** Members around a list in an envelope say what went wrong, if something did. */
const signsOfFailure = ["error", "errors", "detail", "message"];

/** The list itself, or the only one in an envelope around it. */
function unwrapped(value: unknown): unknown {
  if (!isRecord(value) || signsOfFailure.some((name) => value[name] != null)) return value;
  const members = Object.values(value);
  const lists = members.filter((member) => Array.isArray(member));
  const records = members.filter(isRecord);
  if (lists.length === 0 && records.length === 1) return unwrapped(records[0]);
  return lists.length === 1 ? lists[0] : value;
}

/**
 * A list of what can be read of it: one item of another shape must not hide all the others. A list of which nothing
 * can be read is something else.
 */
export function listOf<T>(item: Schema<T>): Schema<T[]> {
  return pipe(
    unknown(),
    transform(unwrapped),
    array(unknown()),
    rawTransform(({ dataset: { value: items }, addIssue, NEVER }) => {
      const problems: string[] = [];
      const read = items.flatMap((value) => {
        const result = safeParse(item, value);
        if (result.success) return [result.output];
        const [issue] = result.issues;
        problems.push(`${getDotPath(issue) ?? "an item"}: ${issue.message}`);
        return [];
      });
      const [problem] = problems;
      if (problem !== undefined && read.length === 0) {
        addIssue({ message: problem });
        return NEVER;
      }
      leftOut.push(...problems);
      return read;
    }),
  );
}

/**
 * Checks data from outside. Throws `bad-reply` that names the first member which is not as expected.
 * @param onLeftOut told what was wrong with each item that was left out of a list
 */
export function parse<T>(
  schema: Schema<T>,
  value: unknown,
  what: string,
  onLeftOut?: (problems: readonly string[]) => void,
): T {
  leftOut = [];
  const result = safeParse(schema, value);
  if (leftOut.length > 0) onLeftOut?.(leftOut);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ChatError(
    "bad-reply",
    `${what}: ${getDotPath(issue) ?? "the answer"}: ${issue.message}`,
  );
}
