import { afterAll, describe, test } from "vitest";
import { isTried, openElsewhere, runCell } from "./cell.ts";
import { openClasses } from "./classes.ts";
import { closeColumns } from "./columns.ts";
import { everyFault } from "./everyFault.ts";
import { Table } from "./table.ts";

const table = new Table();
const elsewhere = await openElsewhere();
const classes = await openClasses();

afterAll(async () => {
  const faults = everyFault.map(({ name }) => name);
  console.log(table.print(faults, [...classes.keys()]));
  await Promise.all([closeColumns(), elsewhere.stop()]);
});

describe.concurrent.each(everyFault)("$name", (fault) => {
  test.each([...classes])("%s", async (name, place) => {
    const end = isTried(place, fault) ? await runCell(place, fault) : "untried";
    table.note(fault.name, name, end);
  });
});
