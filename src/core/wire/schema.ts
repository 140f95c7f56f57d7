import {
  type BaseIssue,
  type BaseSchema,
  fallback,
  getDotPath,
  nullish,
  number,
  safeParse,
  string,
  union,
} from "valibot";
import { ChatError } from "../errors.ts";

/** A schema that gives a `T`. */
export type Schema<T> = BaseSchema<unknown, T, BaseIssue<unknown>>;

/** A time as `parseTime` reads it; anything else counts as missing. */
export const time = fallback(nullish(union([string(), number()])), undefined);

/** Checks data from outside. Throws `bad-reply` that names the first member which is not as expected. */
export function parse<T>(schema: Schema<T>, value: unknown, what: string): T {
  const result = safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ChatError(
    "bad-reply",
    `${what}: ${getDotPath(issue) ?? "the answer"}: ${issue.message}`,
  );
}
