import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HttpClient } from "../../../../src/core/http/client.ts";
import type { ChatProvider } from "../../../../src/core/provider.ts";
import { inPieces } from "../../../helpers/bytes.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../../helpers/fakes.ts";
import { examples } from "./examples.ts";
import { everyChange, type Mutation, mutations } from "./mutations.ts";
import { type Example, type Item } from "./reading.ts";

const noSignal = new AbortController().signal;

/** A client whose service answers every GET with this, and a page behind the first one with nothing. */
async function openClient({ descriptor, body }: Example, answer: unknown) {
  const log = new MemoryLog();
  const clock = new FakeClock();
  const http = new HttpClient({
    transport: {
      send: async ({ url }) => {
        const page = url.searchParams.get("cursor") ?? url.searchParams.get("page");
        const isFirst = ["1", null].includes(page);
        const text = JSON.stringify(body(isFirst ? (answer as readonly unknown[]) : []));
        return { status: 200, headers: {}, body: inPieces([new TextEncoder().encode(text)]) };
      },
    },
    origin: "https://service.example",
    readKey: async () => "key",
    clock,
    log,
  });
  const { createClient } = await descriptor.loadClient();
  const provider: ChatProvider = createClient({ http, clock, log, notes: new MemoryNotes() });
  return { provider, http, log };
}

/** All texts below a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The texts of an item that must not be lost. */
const keptOf = ({ kept }: Example, item: Item): readonly string[] =>
  kept.flatMap((name) => textsIn(item[name])).filter((text) => !/^\d{4}-\d\d-\d\dT/.test(text));

/** A list of which one item was changed. */
interface Changed {
  readonly place: number;
  readonly changed: unknown;
  /** What the service gives in the place of the list. */
  readonly list: unknown;
}

/** What was stored is shown, or it is counted, logged and told that it is not. */
async function expectNothingLost(
  example: Example,
  { place, changed, list }: Changed,
): Promise<void> {
  const { provider, http, log } = await openClient(example, list);
  let unreadable = 0;
  const read = await example.read(provider, noSignal, (count) => {
    unreadable = count;
  });
  const result = JSON.stringify(read);
  const there = JSON.stringify(changed) ?? "";
  const lostOf = (index: number): readonly string[] =>
    keptOf(example, example.items[index] ?? {}).filter((text) => !result.includes(text));
  const others = [...example.items.keys()].filter((index) => index !== place);
  expect(others.flatMap(lostOf)).toEqual([]);
  const lost = lostOf(place).filter((text) => there.includes(JSON.stringify(text)));
  const { leftOut } = http.tolerance.counts;
  if (lost.length > 0) expect(leftOut, `${lost.join()} of ${there}`).toBeGreaterThan(0);
  if (example.name === "messages") expect(unreadable).toBe(leftOut);
  expect(log.lines.length > 0).toBe(leftOut > 0);
}

function mutate({ items }: Example, mutation: Mutation): Changed {
  const place = mutation.place % items.length;
  const changed = items.map((item, index) =>
    index === place ? mutation.change(item) : { ...item, ...mutation.added },
  );
  const order = mutation.isReversed ? changed.toReversed() : changed;
  return { place, changed: changed[place], list: mutation.wrap([...order, ...mutation.junk]) };
}

const titled = examples.map((example) => ({
  title: `${example.descriptor.id}: ${example.name}`,
  example,
}));

describe.each(titled)("$title", ({ example }) => {
  test("is read as it stands in the reference, and nothing is tolerated", async () => {
    const { provider, http } = await openClient(example, example.items);
    const unreadable: number[] = [];
    const read = await example.read(provider, noSignal, (count) => unreadable.push(count));
    for (const text of example.items.flatMap((item) => keptOf(example, item)))
      expect(JSON.stringify(read)).toContain(text);
    expect(http.tolerance.counts).toEqual({ leftOut: 0, reframed: 0 });
    expect(unreadable).toEqual([]);
  });

  test("nothing is lost without a word where a member is dropped, of another type, respelt or wrapped", async () => {
    for (const [place, item] of example.items.entries())
      for (const changed of everyChange(item))
        await expectNothingLost(example, {
          place,
          changed,
          list: example.items.with(place, changed),
        });
  });

  test("nothing is lost without a word in any other shape", async () => {
    await fc.assert(
      fc.asyncProperty(mutations, async (mutation) =>
        expectNothingLost(example, mutate(example, mutation)),
      ),
      { numRuns: 200 },
    );
  });
});
