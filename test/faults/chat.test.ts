import { afterAll, describe, test } from "vitest";
import type { Column } from "./column.ts";
import { runChat } from "./chat.ts";
import { closeColumns, openColumns } from "./columns.ts";
import { faultsNamed } from "./everyFault.ts";
import { formatOf } from "./fault.ts";
import { Table } from "./table.ts";

/**
 * Every state in which a fault can leave a question: not sent, sent, answered in part, answered in full but not seen,
 * refused, waited for. All other faults and kinds of errors are tried on the call alone, by classes.test.ts.
 */
const faults = faultsNamed([
  "refused",
  "refused once",
  "closed before headers",
  "reset in the middle",
  "closed in the middle, no length (HTTP/1.0)",
  "stall before headers",
  "stall in the middle",
  "stall before headers, given up",
  "stall in the middle, given up",
  "byte by byte",
  "401",
  "429",
  "500",
  "503 once",
  "429 once, Retry-After in seconds",
  "truncated, with an honest length",
  "web page with 200",
  "broken JSON",
  "empty body",
  'other JSON: {"unexpected":true}',
  "endless",
]);
const table = new Table();

/** A question goes wrong in its own call, or in the one that makes its session, which is the same for all services. */
const columns = await openColumns(
  ({ method }, { name }) =>
    method === "send" ||
    method === "sendFirst" ||
    (method === "createSession" && name === "ai-chatbot-hub"),
);
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
