import { afterAll, describe, test } from "vitest";
import { bodyFaults } from "./bodyFaults.ts";
import { type Column } from "./cell.ts";
import { runChat } from "./chat.ts";
import { closeColumns, openColumns } from "./columns.ts";
import { connectionFaults } from "./connectionFaults.ts";
import { formatOf } from "./fault.ts";
import { statusFaults } from "./statusFaults.ts";
import { Table } from "./table.ts";

const faults = [...connectionFaults, ...statusFaults, ...bodyFaults];
const table = new Table();

/** A question goes wrong in its own call, or in the one that makes its session. */
const columns = await openColumns((call) => ["send", "createSession"].includes(call.method));
const windowsOf = ({ call }: Column) =>
  call.method === "send" ? (["same", "new"] as const) : (["same"] as const);
const places = columns.flatMap((column) =>
  windowsOf(column).map((window) => ({
    column,
    window,
    format: formatOf(column.subject.descriptor, column.call.method, 0),
    name: `${column.subject.name} ${column.call.name}, ${window} window`,
  })),
);

afterAll(async () => {
  console.log(
    table.print(
      faults.map(({ name }) => name),
      places.map(({ name }) => name),
    ),
  );
  await closeColumns();
});

describe.concurrent.each(faults)("a question under: $name", (fault) => {
  test.each(places)("$name", async ({ name, ...place }) => {
    table.note(fault.name, name, await runChat({ ...place, fault }));
  });
});
