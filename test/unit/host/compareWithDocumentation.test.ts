import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Connections, type ConnectionsOptions } from "../../../src/host/accounts/connections.ts";
import {
  compareWithDocumentation,
  type CompareWithDocumentationDeps,
} from "../../../src/host/diagnose/compareWithDocumentation.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { startDemoSimulator } from "../../../src/simulator/demo.ts";
import type { Simulator } from "../../../src/simulator/server.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";

let simulator: Simulator;
let connections: Connections;
let deps: CompareWithDocumentationDeps;
let log: MemoryLog;
let refreshed: unknown[];

beforeEach(async () => {
  editor.reset();
  ({ simulator } = await startDemoSimulator({ pace: 0 }));
  log = new MemoryLog();
  refreshed = [];
  const provider = findProvider("ai-chatbot-hub");
  if (!provider) throw new Error("no service to compare");
  const account: KnownAccount = {
    id: "a",
    providerId: provider.id,
    label: "Mine",
    baseUrl: simulator.origin,
    provider,
  };
  const parts = {
    accounts: { find: async () => account, list: async () => [account] },
    keys: { read: async () => simulator.keys["ai-chatbot-hub"] },
    clock: new FakeClock(),
    log,
    isConfirmedOrigin: () => false,
    notesFor: () => new MemoryNotes(),
    version: "1.2.3",
  };
  connections = new Connections(parts as unknown as ConnectionsOptions);
  deps = {
    ...parts,
    connections,
    extension: { packageJSON: { version: "1.2.3" } },
    catalog: { refresh: (place: unknown) => refreshed.push(place) },
    closing: new AbortController().signal,
  } as unknown as CompareWithDocumentationDeps;
});

afterEach(async () => {
  connections.dispose();
  await simulator.stop();
});

const changing = () => simulator.requests.filter(({ method }) => method !== "GET");

describe("Compare With the Documentation", () => {
  test("only reads, and opens the report", async () => {
    editor.picks = ["Only Read"];
    await compareWithDocumentation(deps, "a");
    expect(editor.documents).toEqual([expect.stringContaining("Parley 1.2.3")]);
    expect(editor.documents[0]).toContain("Differences: 0.");
    expect(editor.documents[0]).not.toContain(simulator.origin);
    expect(changing()).toEqual([]);
    expect(refreshed).toEqual([]);
  });

  test("asks one question where the user wants it, and looks at the sessions again", async () => {
    editor.picks = ["Also Ask One Question"];
    await compareWithDocumentation(deps, "a");
    expect(changing().filter(({ asks }) => asks)).toHaveLength(1);
    expect(editor.documents[0]).toContain("`deleteSession` | done");
    expect(refreshed).toEqual([{ accountId: "a" }]);
  });

  test("calls nothing when the user gives up", async () => {
    await compareWithDocumentation(deps, "a");
    expect([simulator.requests.length, editor.documents.length]).toEqual([0, 0]);
  });

  test("says why there is no connection to be made", async () => {
    editor.picks = ["Only Read"];
    const refused = async (): Promise<never> => {
      throw new Error("broken");
    };
    const broken = { ...deps, connections: { connectThrough: refused } };
    await compareWithDocumentation(broken as unknown as CompareWithDocumentationDeps, "a");
    expect(editor.errors).toHaveLength(1);
    expect(log.lines.join()).toContain("comparison: bug");
  });
});
