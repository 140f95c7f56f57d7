import { isRecord } from "../wire/json.ts";
import { parseTime } from "../wire/time.ts";
import { type Form, formOf, shownName } from "./form.ts";
import type { AnswerSchema, Assumption, Order } from "./schema.ts";

/** One place where a value is not as the reference says. Holds nothing of the value. */
export interface Difference {
  /** Where, e.g. `[].meta.visibility`; the items of a list have one path. */
  readonly path: string;
  readonly kind: "unknown" | "missing" | "type" | "format" | "value" | "order" | "content";
  /** What the reference says, in English; empty for what it does not know. */
  readonly expected: string;
  /** How the value looks; absent where there is none. */
  readonly found?: Form;
  readonly assumption?: Assumption;
}

/** Where a comparison is. */
interface Place {
  readonly path: string;
  readonly assumption: Assumption | undefined;
}

/** Compares a value with what a reference says of it. */
export function findDifferences(schema: AnswerSchema, value: unknown): readonly Difference[] {
  return [...compare(schema, value, { path: "", assumption: undefined })];
}

function* compare(schema: AnswerSchema, value: unknown, from: Place): Generator<Difference> {
  const place = { path: from.path, assumption: schema.assumes ?? from.assumption };
  if (schema.anyOf) {
    yield* nearest(schema.anyOf, value, place);
    return;
  }
  const found = formOf(value);
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  if (types && !types.includes(found.type)) {
    yield differ(place, "type", types.join(" or "), found);
    return;
  }
  if (typeof value === "string") yield* compareText(schema, value, place);
  else if (Array.isArray(value)) yield* compareList(schema, value, place);
  else if (isRecord(value)) yield* compareObject(schema, value, place);
}

/** The differences to the one of several schemas that fits best. */
function nearest(
  schemas: readonly AnswerSchema[],
  value: unknown,
  place: Place,
): readonly Difference[] {
  const all = schemas.map((schema) => [...compare(schema, value, place)]);
  const ofType = all.filter((differences) =>
    differences.every(({ path, kind }) => kind !== "type" || path !== place.path),
  );
  if (ofType.length === 0 && all.length > 0) {
    const expected = all.flatMap((differences) => differences.map((one) => one.expected));
    return [differ(place, "type", expected.join(" or "), formOf(value))];
  }
  return ofType.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

function* compareText(schema: AnswerSchema, text: string, place: Place): Generator<Difference> {
  const found = formOf(text);
  if (schema.format && !(found.format && schema.format.includes(found.format)))
    yield differ(place, "format", schema.format.join(" or "), found);
  if (schema.enum && !schema.enum.includes(text))
    yield differ(place, "value", schema.enum.join(", "), found);
  if (!schema.contentSchema) return;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // What the text is instead, its form says.
    yield differ(place, "content", "JSON in a string", found);
    return;
  }
  yield* compare(schema.contentSchema, content, { ...place, path: `${place.path} → JSON` });
}

function* compareList(
  { items, order }: AnswerSchema,
  list: readonly unknown[],
  place: Place,
): Generator<Difference> {
  if (items)
    for (const item of list) yield* compare(items, item, { ...place, path: `${place.path}[]` });
  if (order && !isOrdered(list, order))
    yield differ(place, "order", `${order.direction} by ${order.by.join(" or ")}`, formOf(list));
}

function isOrdered(list: readonly unknown[], { by, direction }: Order): boolean {
  const times = list.map((item) => by.map((path) => parseTime(valueAt(item, path))));
  const known = times.flatMap((all) => all.find((time) => time !== undefined) ?? []);
  return known.every((time, index) => {
    const before = known[index - 1] ?? time;
    return direction === "oldest-first" ? before <= time : before >= time;
  });
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

function* compareObject(
  { properties, required = [], additionalProperties }: AnswerSchema,
  value: Readonly<Record<string, unknown>>,
  place: Place,
): Generator<Difference> {
  const at = (name: string): Place => ({
    ...place,
    path: place.path === "" ? name : `${place.path}.${name}`,
  });
  for (const name of required) {
    if (Object.hasOwn(value, name)) continue;
    const assumption = properties?.[name]?.assumes ?? place.assumption;
    yield differ({ ...at(name), assumption }, "missing", "always there");
  }
  if (!properties && !additionalProperties) return;
  for (const [name, member] of Object.entries(value)) {
    const known = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) yield* compare(known, member, at(name));
    // Names of somebody's data are data.
    else if (additionalProperties) yield* compare(additionalProperties, member, at("*"));
    else yield differ(at(shownName(name)), "unknown", "", formOf(member));
  }
}

function differ(
  { path, assumption }: Place,
  kind: Difference["kind"],
  expected: string,
  found?: Form,
): Difference {
  return { path, kind, expected, ...(found && { found }), ...(assumption && { assumption }) };
}
