import { afterAll, describe, expect, test } from "vitest";
import { services } from "../helpers/services.ts";
import { endpointsOf } from "../contract/endpoints/table.ts";
import { openElsewhere, runCell } from "./cell.ts";
import { findClasses } from "./classes.ts";
import { type Place, placesOf } from "./column.ts";
import { closeColumns, manySessions, openColumns, openEndpoints } from "./columns.ts";
import { faultsNamed } from "./everyFault.ts";
import { Table } from "./table.ts";

/** What every single call meets; how each of these ends in a class of calls, and all other faults, stands there. */
const handful = faultsNamed([
  "403",
  "web page with 200",
  "broken JSON",
  'other JSON: {"unexpected":true}',
  "reset before headers",
  "stall before headers",
]);

const table = new Table();
const elsewhere = await openElsewhere();
const methods = await openColumns();
const endpoints = await openEndpoints();
const places = [...methods, ...endpoints].flatMap(placesOf);

afterAll(async () => {
  const faults = handful.map(({ name }) => name);
  console.log(
    table.print(
      places.map(({ name }) => name),
      faults,
    ),
  );
  await Promise.all([closeColumns(), elsewhere.stop()]);
});

test("every service takes part with every endpoint, and its list of sessions is whole", () => {
  expect(endpoints.map(({ endpoint }) => endpoint)).toEqual(services.flatMap(endpointsOf));
  const lists = methods.filter(({ call }) => call.method === "listSessions");
  expect(new Set(lists.map(({ subject }) => subject.descriptor))).toEqual(new Set(services));
  for (const { outcome } of lists)
    expect((outcome.told as unknown[]).length).toBeGreaterThan(manySessions);
});

test("every call is of a class that meets every fault", () => {
  const kindOf = ({ format, isWrite }: Place): string =>
    `${isWrite ? "changes" : "reads"} ${format}`;
  const classes = new Set([...findClasses(places).values()].map(kindOf));
  expect(places.map(kindOf).filter((kind) => !classes.has(kind))).toEqual([]);
});

describe.concurrent("every call", () => {
  // One after the other: what an endpoint makes is looked for in lists.
  test.each(places)("$name", async (place) => {
    for (const fault of handful) {
      const end = await runCell(place, fault).catch((cause: unknown) => {
        throw new Error(`under: ${fault.name}`, { cause });
      });
      table.note(place.name, fault.name, end);
    }
  });
});
