import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, describe, test } from "vitest";
import { openElsewhere, runCell } from "./cell.ts";
import { closeColumns, openColumns } from "./columns.ts";
import { Table } from "./table.ts";
import { authority, tlsFaults } from "./tlsFaults.ts";

setDefaultCACertificates([...getCACertificates("default"), authority.cert]);

const table = new Table();
const elsewhere = await openElsewhere();
const places = (await openColumns()).map((column) => ({
  column,
  name: `${column.subject.name} ${column.call.name}`,
}));

afterAll(async () => {
  console.log(
    table.print(
      tlsFaults.map(({ name }) => name),
      places.map(({ name }) => name),
    ),
  );
  await Promise.all([closeColumns(), elsewhere.stop()]);
});

describe.concurrent.each(tlsFaults)("$name", (fault) => {
  test.each(places)("$name", async ({ column, name }) => {
    table.note(fault.name, name, await runCell(column, 0, fault));
  });
});
