import {
  type InferOutput,
  looseObject,
  minLength,
  optional,
  pipe,
  safeParse,
  string,
} from "valibot";

const accountSchema = looseObject({
  id: pipe(string(), minLength(1)),
  provider: string(),
  label: pipe(string(), minLength(1)),
  baseUrl: optional(string()),
});

/** One entry of the setting `parley.accounts`. */
export type AccountEntry = InferOutput<typeof accountSchema>;

/** Checks the entries one by one, so that a broken one does not hide the others. */
export function readAccountEntries(value: unknown): {
  readonly entries: readonly AccountEntry[];
  readonly broken: number;
} {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const results = items.map((item) => safeParse(accountSchema, item));
  const entries = results.flatMap((result) => (result.success ? [result.output] : []));
  return { entries, broken: results.length - entries.length };
}
