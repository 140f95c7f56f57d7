import { expect, test } from "vitest";
import { probe, type Timed } from "../../../src/host/diagnose/probe.ts";

test("name servers that never answer end the probe", async () => {
  const steps: Timed[] = [];
  const options = {
    env: {},
    certificates: [],
    timeout: 1,
    resolve: async () => new Promise<never>(() => undefined),
  };
  for await (const step of probe(new URL("https://sitegpt.example"), options)) steps.push(step);
  expect(steps.at(-1)).toMatchObject({ failed: "resolve", reason: "no answer in 1 ms" });
});
