import fc from "fast-check";

type Item = Readonly<Record<string, unknown>>;
type Change = (value: unknown) => unknown;

/** What happens to a list: to one of its items, to the others, and to what is around it. */
export interface Mutation {
  readonly place: number;
  readonly change: (item: Item) => unknown;
  readonly junk: readonly unknown[];
  readonly added: Item;
  readonly isReversed: boolean;
  readonly wrap: (items: readonly unknown[]) => unknown;
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, "", "text", 7, true, [], {}, [null], { id: null }),
  fc.jsonValue(),
);

/** Another spelling of a member's name. */
const respell = fc.constantFrom<(name: string) => string>(
  (name) => name.toUpperCase(),
  (name) => name.charAt(0).toUpperCase() + name.slice(1),
  (name) => name.replaceAll(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
  (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  (name) => `${name}_v2`,
);

const wrapped = fc.constantFrom<Change>(
  (value) => [value],
  (value) => ({ value }),
  (value) => ({ data: value }),
  (value) => ({ text: value }),
);

const isItem = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Does something to one member, or to a member of a member. */
const memberChange = fc
  .record({
    member: fc.nat(20),
    inner: fc.option(fc.nat(5), { nil: undefined }),
    how: fc.oneof(
      fc.constant({ kind: "drop" as const }),
      fc.record({
        kind: fc.constant("set" as const),
        to: junk.map(
          (to): Change =>
            () =>
              to,
        ),
      }),
      fc.record({ kind: fc.constant("set" as const), to: wrapped }),
      fc.record({ kind: fc.constant("respell" as const), respell }),
    ),
  })
  .map(({ member, inner, how }) => {
    const apply = (item: Item, place: number): Item => {
      const name = Object.keys(item)[place % Math.max(1, Object.keys(item).length)];
      if (name === undefined) return item;
      const { [name]: value, ...rest } = item;
      if (place === member && inner !== undefined && isItem(value))
        return { ...rest, [name]: apply(value, inner) };
      if (how.kind === "drop") return rest;
      if (how.kind === "respell") return { ...rest, [how.respell(name)]: value };
      return { ...rest, [name]: how.to(value) };
    };
    return (item: Item): unknown => apply(item, member);
  });

/** Everything that a list may be like without a word in a reference: dropped, null, of another type, … */
export const mutations: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(),
  change: fc.oneof(
    { weight: 6, arbitrary: memberChange },
    { weight: 1, arbitrary: junk.map((to) => () => to) },
    { weight: 1, arbitrary: wrapped },
  ),
  junk: fc.array(junk, { maxLength: 2 }),
  added: fc.dictionary(
    fc.string({ minLength: 3 }).map((name) => `x-${name}`),
    fc.jsonValue(),
    { maxKeys: 2 },
  ),
  isReversed: fc.boolean(),
  wrap: fc.constantFrom<Mutation["wrap"]>(
    (items) => items,
    (items) => items,
    (items) => ({ items }),
    (items) => ({ total: items.length, next: null, results: items }),
    (items) => ({ data: { items } }),
  ),
});

/** An item with each of its members, and those of its members, dropped, of another type, respelt or wrapped. */
export function* everyChange(item: Item): Generator<Item> {
  for (const [name, value] of Object.entries(item)) {
    const { [name]: _dropped, ...rest } = item;
    yield rest;
    yield { ...rest, [name.toUpperCase()]: value };
    for (const other of [null, 7, true, "text", [value], { value }])
      yield { ...rest, [name]: other };
    if (isItem(value)) for (const changed of everyChange(value)) yield { ...rest, [name]: changed };
  }
}
