import { beforeEach, expect, test, vi } from "vitest";
import { watchAccounts, type WatchAccountsDeps } from "../../../src/host/accounts/watchAccounts.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { editor, EventEmitter } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

beforeEach(() => editor.reset());

test("a look at the accounts that takes long does not take back what a later one has found", async () => {
  const storage = Promise.withResolvers<void>();
  const changed = new EventEmitter<void>();
  let all: readonly KnownAccount[] = [];
  let looks = 0;
  const closed: unknown[] = [];
  const deps = {
    accounts: {
      list: async () => {
        const now = all;
        looks += 1;
        if (looks === 1) await storage.promise;
        return now;
      },
      onDidChange: changed.event,
    },
    keys: { accountIds: async () => new Set(), onDidChange: new EventEmitter<string>().event },
    closeChats: async (place: unknown) => closed.push(place),
    log: new MemoryLog(),
  };
  const watching = watchAccounts(deps as unknown as WatchAccountsDeps);
  all = [knownAccount()];
  changed.fire();
  await new Promise(setImmediate);
  storage.resolve();
  await vi.waitUntil(() => editor.executed.length === 2);
  expect(editor.executed.at(-1)).toEqual(["setContext", "parley.hasAccounts", true]);
  expect(closed).toEqual([]);
  watching.dispose();
});

test("accounts are shown also while the storage of their keys cannot be read", async () => {
  const log = new MemoryLog();
  const never = new EventEmitter<never>().event;
  const accountIds = async () => {
    throw new Error("the key chain is locked");
  };
  const deps = {
    accounts: { list: async () => [knownAccount()], onDidChange: never },
    keys: { accountIds, onDidChange: never },
    closeChats: async () => undefined,
    log,
  };
  const watching = watchAccounts(deps as unknown as WatchAccountsDeps);
  await vi.waitUntil(() => log.lines.length > 0);
  expect(editor.executed).toEqual([["setContext", "parley.hasAccounts", true]]);
  watching.dispose();
});
