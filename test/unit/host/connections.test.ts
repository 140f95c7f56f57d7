import { beforeEach, describe, expect, test } from "vitest";
import { Connections, type ConnectionsOptions } from "../../../src/host/accounts/connections.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";

const account = knownAccount();

let accounts: KnownAccount[];
let confirmed: string[];
let connections: Connections;

beforeEach(() => {
  editor.reset();
  accounts = [account];
  confirmed = [];
  const parts = {
    accounts: { find: async (id: string) => accounts.find((one) => one.id === id) },
    keys: { read: async () => "key" },
    clock: new FakeClock(),
    log: new MemoryLog(),
    isConfirmedOrigin: (origin: string) => confirmed.includes(origin),
    notesFor: () => new MemoryNotes(),
    version: "1.2.3",
  };
  connections = new Connections(parts as unknown as ConnectionsOptions);
});

describe("the client of an account", () => {
  test("is one for all who ask, also at the same time", async () => {
    const [first, second] = await Promise.all([connections.connect("a"), connections.connect("a")]);
    expect(second).toBe(first);
    expect(await connections.connect("a")).toBe(first);
  });

  test("is another one as soon as the account's address is another", async () => {
    const before = await connections.connect("a");
    accounts = [{ ...account, baseUrl: "https://b.example" }];
    const after = await connections.connect("a");
    expect(after).not.toBe(before);
    expect(await connections.connect("a")).toBe(after);
  });

  test("tells what was tolerated of its service, once there is one", async () => {
    expect(connections.toleratedOf("a")).toBeUndefined();
    await connections.connect("a");
    expect(connections.toleratedOf("a")).toEqual({ leftOut: 0, reframed: 0 });
  });

  test("is refused for an account that is gone", async () => {
    await connections.connect("a");
    accounts = [];
    await expect(connections.connect("a")).rejects.toMatchObject({ kind: "config" });
  });

  test("is refused for an address without https until the user has agreed to it", async () => {
    accounts = [{ ...account, baseUrl: "http://plain.example" }];
    await expect(connections.connect("a")).rejects.toMatchObject({ kind: "config" });
    confirmed = ["http://plain.example"];
    await expect(connections.connect("a")).resolves.toBeDefined();
  });

  test("stays the same when the proxy changes, over new connections", async () => {
    const client = await connections.connect("a");
    editor.change("http.proxy", "http://127.0.0.1:9");
    expect(await connections.connect("a")).toBe(client);
    connections.dispose();
  });
});
