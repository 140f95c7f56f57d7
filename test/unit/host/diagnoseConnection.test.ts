import { expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import {
  diagnoseConnection,
  type DiagnoseConnectionDeps,
} from "../../../src/host/diagnose/diagnoseConnection.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

test("an account whose address is none gets a report that blames the address", async () => {
  const reports: string[] = [];
  const deps = {
    accounts: { list: async () => [knownAccount({ baseUrl: "no address" })] },
    connections: {
      connect: async () => {
        throw new ChatError("config", "the base URL of Mine is refused: not-a-url");
      },
      toleratedOf: () => undefined,
    },
    documents: { show: async (_name: string, text: string) => void reports.push(text) },
    extension: { packageJSON: { version: "1.2.3" } },
    closing: new AbortController().signal,
  };
  await diagnoseConnection(deps as unknown as DiagnoseConnectionDeps, "a");
  expect(reports[0]).toContain("at no address");
  expect(reports[0]).toMatch(/✗ .*check its address.*not-a-url/);
});
