import { type BaseIssue, type BaseSchema, getDotPath, safeParse } from "valibot";
import { ChatError } from "../errors.ts";

/** A schema that gives a `T`. */
export type Schema<T> = BaseSchema<unknown, T, BaseIssue<unknown>>;

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
