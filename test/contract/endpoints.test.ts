import { describe, expect, test } from "vitest";
import { ChatError } from "../../src/core/errors.ts";
import { providers } from "../../src/providers/registry.ts";
import type { ReceivedRequest } from "../../src/simulator/requestLog.ts";
import { emptySimulation } from "../fixtures/simulation.ts";
import { endpointsOf, testName, writeCoverage } from "./endpoints/table.ts";
import { openProvider } from "./openProvider.ts";

/** A path without the names of its varying segments. */
const shapeOf = (path: string): string => path.replaceAll(/\{\w+\}/g, "{}");

const patternOf = (call: string): RegExp =>
  new RegExp(`^${shapeOf(call).replaceAll("{}", "[^/]+")}$`);

/** What may come of an answer: the kinds of error, and of a call that reads no answer, nothing. */
const faults = [
  ["unauthorized", ["bad-key"]],
  ["forbidden", ["forbidden"]],
  // A call behind it may be the first to notice that nothing was done.
  ["html", ["bad-reply", "rejected"]],
  ["malformed", ["bad-reply", "rejected"]],
] as const;

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
      const pattern = patternOf(call);
      const calls = open.simulator.requests.map(({ method, path }) => `${method} ${path}`);
      expect(calls.filter((one) => pattern.test(one))).not.toEqual([]);
    },
  );

  describe.each(faults)("when the answer is %s", (fault, kinds) => {
    test.each(endpoints.map((endpoint) => [testName(endpoint), endpoint] as const))(
      "%s",
      async (_name, { call, run, isSigned }) => {
        const open = await openProvider(descriptor);
        const pattern = patternOf(call);
        const match = ({ method, path }: ReceivedRequest) => pattern.test(`${method} ${path}`);
        open.simulator.setFault({ fault, match, times: Infinity });
        const error = await run(open).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        const hasFault = open.simulator.requests.some((request) => request.fault === fault);
        expect(hasFault).toBe(true);
        if (error !== undefined) {
          expect(error).toBeInstanceOf(ChatError);
          expect(isSigned ? ["rejected", "bad-reply"] : kinds).toContain((error as ChatError).kind);
        } else {
          // What an answer says does not matter to every call; what it refuses does.
          expect(kinds).toContain("bad-reply");
        }
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
