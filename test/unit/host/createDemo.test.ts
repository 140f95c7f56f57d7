import { expect, test, vi } from "vitest";
import {
  type AccountCommandsDeps,
  forgetAccounts,
} from "../../../src/host/accounts/accountCommands.ts";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { createDemo, type CreateDemoDeps } from "../../../src/host/demo/createDemo.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

test("a demo whose accounts were all removed by hand is over, and can be started again", async () => {
  editor.reset();
  const log = new MemoryLog();
  const keys = new KeyStore(new MemorySecrets());
  const accounts = new AccountStore({ findProvider, keys, log });
  keys.onDidChange(() => accounts.noteKeyChange());
  const deps = {
    keys,
    accounts,
    log,
    files: { removeAllOf: async () => undefined },
    globalState: new Memento(),
    catalog: { refresh: () => undefined },
    closeChats: async () => undefined,
  };
  const demo = createDemo(deps as unknown as CreateDemoDeps);
  const isRunning = () => editor.executed.findLast(([name]) => name === "setContext")?.[2];
  await demo.start();
  const ids = (await accounts.list()).map(({ id }) => id);
  for (const id of ids) {
    expect(isRunning()).toBe(true);
    await forgetAccounts(deps as unknown as AccountCommandsDeps, [id]);
  }
  await vi.waitUntil(() => isRunning() === false);
  expect(await keys.accountIds()).toEqual(new Set());
  await demo.start();
  expect(await accounts.list()).toHaveLength(ids.length);
  await demo.stop();
  expect(log.lines).toEqual([]);
});
