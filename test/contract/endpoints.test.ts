import { describe, expect, test } from "vitest";
import type { SimulationContext } from "../../src/core/simulation.ts";
import { providers } from "../../src/providers/registry.ts";
import { generalist } from "../../src/simulator/knowledge/generalist.ts";
import { endpointsOf, testName, writeCoverage } from "./endpoints/table.ts";
import { openProvider } from "./openProvider.ts";

const context: SimulationContext = {
  now: () => 0,
  bots: [],
  generalist,
  createBot: () => generalist,
  randomText: () => "",
  stableText: () => "",
};

/** A path without the names of its varying segments. */
const shapeOf = (path: string): string => path.replaceAll(/\{\w+\}/g, "{}");

test("the coverage table is what the endpoints say: npm run api-coverage", async () => {
  await expect(writeCoverage()).toMatchFileSnapshot("../../docs/API-COVERAGE.md");
});

describe.each(providers)("$name", (descriptor) => {
  const endpoints = endpointsOf(descriptor);

  test.each(endpoints.map((endpoint) => [testName(endpoint), endpoint] as const))(
    "%s",
    async (_name, { call, run }) => {
      const open = await openProvider(descriptor);
      await run(open);
      const pattern = new RegExp(`^${shapeOf(call).replaceAll("{}", "[^/]+")}$`);
      const calls = open.simulator.requests.map(({ method, path }) => `${method} ${path}`);
      expect(calls.filter((one) => pattern.test(one))).not.toEqual([]);
    },
  );

  test("every route of the simulated service has a row", async () => {
    const { createSimulation } = await descriptor.loadSimulation();
    const known = new Set(endpoints.map(({ call }) => shapeOf(call)));
    const routes = createSimulation(context).routes.filter(({ isOnlyRefused }) => !isOnlyRefused);
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
