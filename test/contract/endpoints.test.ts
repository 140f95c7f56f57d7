import { describe, expect, test } from "vitest";
import type { ErrorKind } from "../../src/core/model.ts";
import { services } from "../helpers/services.ts";
import type { FaultId } from "../../src/simulator/faults.ts";
import type { ReceivedRequest } from "../../src/simulator/requestLog.ts";
import { emptySimulation } from "../fixtures/simulation.ts";
import { type Format, patternOf, shapeOf, toldAs } from "./endpoints/endpoint.ts";
import { endpointsOf, testName, writeCoverage } from "./endpoints/table.ts";
import { openProvider } from "./openProvider.ts";

/** How a call has to end under a fault of its service, by what it reads of the answer. */
const faults: readonly (readonly [FaultId, (reads: Format) => ErrorKind | "done"])[] = [
  ["unauthorized", () => "bad-key"],
  ["forbidden", () => "forbidden"],
  // Whatever is asked for, a page for browsers is never a yes.
  ["html", () => "bad-reply"],
  // Of a text nobody can tell that it is broken, and where anything is taken, this is too.
  ["malformed", (reads) => (reads === "text" || reads === "anything" ? "done" : "bad-reply")],
];

test("the coverage table is what the endpoints say: npm run api-coverage", async () => {
  await expect(writeCoverage()).toMatchFileSnapshot("../../docs/API-COVERAGE.md");
});

describe.each(services)("$name", (descriptor) => {
  const endpoints = endpointsOf(descriptor);

  test.each(endpoints.map((endpoint) => [testName(endpoint), endpoint] as const))(
    "%s",
    async (_name, endpoint) => {
      const open = await openProvider(descriptor);
      await endpoint.run(open);
      const pattern = patternOf(endpoint);
      const calls = open.simulator.requests.map(({ method, path }) => `${method} ${path}`);
      expect(calls.filter((one) => pattern.test(one))).not.toEqual([]);
    },
  );

  describe.each(faults)("when the answer is %s", (fault, endFor) => {
    test.each(endpoints.map((endpoint) => [testName(endpoint), endpoint] as const))(
      "%s",
      async (_name, endpoint) => {
        const open = await openProvider(descriptor);
        const pattern = patternOf(endpoint);
        const match = ({ method, path }: ReceivedRequest) => pattern.test(`${method} ${path}`);
        open.simulator.setFault({ fault, match, times: Infinity });
        const wanted = endFor(endpoint.reads ?? "json");
        const result = endpoint.run(open);
        if (wanted === "done") await result;
        else
          await expect(result).rejects.toMatchObject({
            name: "ChatError",
            kind: toldAs(endpoint, wanted),
          });
        expect(open.simulator.requests.map((request) => request.fault)).toContain(fault);
      },
    );
  });

  test("every route of the simulated service has a row", async () => {
    const { createSimulation } = await descriptor.loadSimulation();
    const known = new Set(endpoints.map(({ call }) => shapeOf(call)));
    const routes = createSimulation(emptySimulation).routes.filter(
      ({ isOnlyRefused }) => !isOnlyRefused,
    );
    const missing = routes
      .map(({ method, path }) => `${method} ${shapeOf(path)}`)
      .filter((call) => !known.has(call));
    expect(missing).toEqual([]);
  });

  test("sections are told apart and no cell is empty", () => {
    const sections = endpoints.map((endpoint) => testName(endpoint));
    expect(sections).toEqual([...new Set(sections)]);
    for (const { section, call, where } of endpoints) {
      expect([section, call, where].filter((cell) => cell.trim() === "")).toEqual([]);
    }
  });
});
