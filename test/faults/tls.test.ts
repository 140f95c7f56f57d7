import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, describe, test } from "vitest";
import { openElsewhere, runCell } from "./cell.ts";
import { placesOf } from "./column.ts";
import { closeColumns, openColumns } from "./columns.ts";
import { Table } from "./table.ts";
import { authority, tlsFaults } from "./tlsFaults.ts";

setDefaultCACertificates([...getCACertificates("default"), authority.cert]);

const table = new Table();
const elsewhere = await openElsewhere();
/** Who answers is settled before anything of a call is sent, so only reading and changing differ: what may be repeated. */
const columns = await openColumns(
  ({ name }, subject) =>
    subject.name === "ai-chatbot-hub" && ["listChatbots", "createSession"].includes(name),
);
const places = columns.flatMap(placesOf);

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
  test.each(places)("$name", async (place) => {
    table.note(fault.name, place.name, await runCell(place, fault));
  });
});
