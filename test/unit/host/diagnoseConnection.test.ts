import { expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import {
  diagnoseConnection,
  type DiagnoseConnectionDeps,
} from "../../../src/host/diagnose/diagnoseConnection.ts";
import { untilAborted } from "../../../src/core/async/untilAborted.ts";
import { FakeClock } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

/** The report about an account at an address. @param connect gives its client */
async function report(baseUrl: string, connect: () => Promise<unknown>): Promise<string> {
  const reports: string[] = [];
  const deps = {
    accounts: { list: async () => [knownAccount({ baseUrl })] },
    connections: { connect, toleratedOf: () => undefined },
    documents: { show: async (_name: string, text: string) => void reports.push(text) },
    extension: { packageJSON: { version: "1.2.3" } },
    clock: new FakeClock(),
    closing: new AbortController().signal,
  };
  await diagnoseConnection(deps as unknown as DiagnoseConnectionDeps, "a");
  return reports.join();
}

test("an account whose address is none gets a report that blames the address", async () => {
  const text = await report("no address", async () => {
    throw new ChatError("config", "the base URL of Mine is refused: not-a-url");
  });
  expect(text).toContain("at no address");
  expect(text).toMatch(/✗ .*check its address.*not-a-url/);
});

test("a service that takes too long is said to, and nobody to have stopped it", async () => {
  const text = await report("no address", async () => ({
    listChatbots: async (signal: AbortSignal) =>
      untilAborted(new Promise<never>(() => undefined), signal),
  }));
  expect(text).toContain("did not respond in time. no answer in 15000 ms");
});
