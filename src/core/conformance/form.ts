/** What may be told of a value to anybody: how it looks, and nothing of what it says. */
export interface Form {
  readonly type: "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
  /** Characters of a text, items of a list, members of an object. */
  readonly length?: number;
  /** Of a text that looks like one of `formats`. */
  readonly format?: FormatName;
  /** Of an object: those of its properties that anybody's API may have. */
  readonly names?: readonly string[];
}

/** Names that stand around lists and failures in many APIs: to see them tells what has come, and of nobody. */
const commonNames: ReadonlySet<string> = new Set([
  "code",
  "count",
  "cursor",
  "data",
  "detail",
  "details",
  "error",
  "errors",
  "hasMore",
  "id",
  "has_more",
  "items",
  "limit",
  "list",
  "message",
  "meta",
  "next",
  "ok",
  "page",
  "pages",
  "pagination",
  "previous",
  "records",
  "results",
  "status",
  "statusCode",
  "success",
  "total",
]);

/** Formats of texts. Each tells apart by the classes of characters alone, so that knowing it tells no value. */
const formats = {
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time in seconds with Z": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  "date-time in milliseconds or shorter fractions with Z":
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}Z$/,
  "date-time in microseconds with Z": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
  "date-time in microseconds with an offset":
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d$/,
  "date-time of another precision or offset":
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)? ?(?:Z|[+-]\d\d:?\d\d)?$/,
  "day and time as in HTTP": /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [A-Z]{3}$/,
  digits: /^\d+$/,
  decimal: /^-?\d*\.\d+$/,
  UUID: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  "32 hex digits": /^[\da-f]{32}$/,
  "hex color": /^#[\da-f]{6}$/i,
  empty: /^$/,
} as const satisfies Readonly<Record<string, RegExp>>;

/** The name of a format. */
export type FormatName = keyof typeof formats;

/** All formats of a time as text. */
export const anyDateTime: readonly FormatName[] = (Object.keys(formats) as FormatName[]).filter(
  (name) => name.startsWith("date-time"),
);

/** How a value of a JSON document looks. */
export function formOf(value: unknown): Form {
  if (value === null) return { type: "null" };
  if (Array.isArray(value)) return { type: "array", length: value.length };
  switch (typeof value) {
    case "boolean":
      return { type: "boolean" };
    case "number":
      return { type: Number.isInteger(value) ? "integer" : "number" };
    case "object":
      return formOfObject(Object.keys(value));
    case "string":
      return formOfText(value);
    default:
      // JSON has nothing else.
      return { type: "null" };
  }
}

function formOfObject(all: readonly string[]): Form {
  const names = all.filter((name) => commonNames.has(name)).toSorted();
  return { type: "object", length: all.length, ...(names.length > 0 && { names }) };
}

function formOfText(text: string): Form {
  const format = (Object.keys(formats) as FormatName[]).find((name) => formats[name].test(text));
  return { type: "string", length: Array.from(text).length, ...(format && { format }) };
}

/** What the lengths of a type count. */
const units: Readonly<Partial<Record<Form["type"], readonly [one: string, many: string]>>> = {
  string: ["character", "characters"],
  array: ["item", "items"],
  object: ["property", "properties"],
};

/** Several values in words, e.g. `string of 3 to 12 characters (date)`. */
export function describeForms(forms: readonly Form[]): string {
  const groups = Map.groupBy(forms, ({ type, format }) => `${type} ${format ?? ""}`);
  return [...groups.values()].map(describeGroup).join(", ");
}

function describeGroup(group: readonly Form[]): string {
  const [{ type, format } = { type: "null" as const }] = group;
  const unit = units[type];
  const size = unit ? ` of ${describeLengths(group, unit)}` : "";
  const names = [...new Set(group.flatMap((form) => form.names ?? []))];
  const more = format ?? names.map((name) => `\`${name}\``).join(", ");
  return `${type}${size}${more === "" ? "" : ` (${more})`}`;
}

function describeLengths(
  forms: readonly Form[],
  [one, many]: readonly [one: string, many: string],
): string {
  const lengths = forms.map(({ length = 0 }) => length);
  const [least, most] = [
    lengths.reduce((a, b) => Math.min(a, b)),
    lengths.reduce((a, b) => Math.max(a, b)),
  ];
  if (least !== most) return `${least} to ${most} ${many}`;
  return `${most} ${most === 1 ? one : many}`;
}

/** Names of an API's properties are short words; others may be somebody's data. */
const apiName = /^\$?[A-Za-z]+(?:[_-]?[A-Za-z]+)*\d{0,2}$/;
const longestName = 40;

/** A property's name, where it may be told. */
export function shownName(name: string): string {
  return apiName.test(name) && name.length <= longestName
    ? name
    : `(a name of ${Array.from(name).length} characters)`;
}
