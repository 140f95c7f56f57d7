import { afterAll, describe, expect, test } from "vitest";
import { bodyFaults } from "./bodyFaults.ts";
import { type Column, openElsewhere, runCell } from "./cell.ts";
import { closeColumns, manySessions, openColumns } from "./columns.ts";
import { connectionFaults } from "./connectionFaults.ts";
import { providers } from "../../src/providers/registry.ts";
import { statusFaults } from "./statusFaults.ts";
import { Table } from "./table.ts";

const faults = [...connectionFaults, ...statusFaults, ...bodyFaults];
const table = new Table();
const elsewhere = await openElsewhere();

const nameOf = ({ subject, call, lines }: Column, request: number): string =>
  `${subject.name} ${call.name}${lines.length > 1 ? ` #${request + 1}` : ""}`;
const columns = await openColumns();
const places = columns.flatMap((column) =>
  column.lines.map((_line, request) => ({ column, request, name: nameOf(column, request) })),
);

afterAll(async () => {
  const names = faults.map(({ name }) => name);
  console.log(
    table.print(
      names,
      places.map(({ name }) => name),
    ),
  );
  await Promise.all([closeColumns(), elsewhere.stop()]);
});

test("every service takes part, and its list of sessions is whole", () => {
  const lists = columns.filter(({ call }) => call.method === "listSessions");
  expect(new Set(lists.map(({ subject }) => subject.descriptor))).toEqual(new Set(providers));
  for (const { outcome } of lists)
    expect((outcome.told as unknown[]).length).toBeGreaterThan(manySessions);
});

describe.concurrent.each(faults)("$name", (fault) => {
  test.each(places)("$name", async ({ column, request, name }) => {
    table.note(fault.name, name, await runCell(column, request, fault));
  });
});
