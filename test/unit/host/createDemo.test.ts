import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import {
  type AccountCommandsDeps,
  forgetAccounts,
} from "../../../src/host/accounts/accountCommands.ts";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { createDemo, type CreateDemoDeps } from "../../../src/host/demo/createDemo.ts";
import { processMark } from "../../../src/host/adapters/processMark.ts";
import { readLastChatbotName, writeLastUsed } from "../../../src/host/sessions/lastUsed.ts";
import { writeTrial } from "../../../src/host/trial/trialMemory.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

/** A window's demo, and what it works with. */
function openWindow() {
  editor.reset();
  const log = new MemoryLog();
  const keys = new KeyStore(new MemorySecrets());
  const accounts = new AccountStore({ findProvider, keys, log });
  const globalState = new Memento();
  keys.onDidChange(() => accounts.noteKeyChange());
  const deps = {
    keys,
    accounts,
    log,
    files: { removeAllOf: async () => undefined },
    globalState,
    catalog: { refresh: () => undefined },
    closeChats: async () => undefined,
  };
  const demo = createDemo(deps as unknown as CreateDemoDeps);
  return { demo, deps, keys, accounts, log, globalState };
}

test("of a trial in the demo of a window that is gone nothing is kept", async () => {
  const { demo, keys, globalState } = openWindow();
  const dead = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(dead, "exit");
  const [computer] = processMark.split("-");
  const id = `demo-${computer}-${dead.pid}-0a1b2c3d4e5f-trial`;
  await keys.write({ id, providerId: "sitegpt", label: "", baseUrl: "http://127.0.0.1:1" }, "key");
  await writeTrial(globalState as never, id, { id: "ws_1" });
  await demo.start();
  expect(globalState.keys()).toEqual([]);
  await demo.stop();
});

test("a demo whose accounts were all removed by hand is over, and can be started again", async () => {
  const { demo, deps, keys, accounts, log } = openWindow();
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

test("of an account that was removed, no menu names the chatbot that was used last", async () => {
  const { deps, globalState } = openWindow();
  const memento = globalState as never;
  await writeLastUsed(memento, { accountId: "a", chatbotId: "bot", id: "s" }, "Bot");
  await forgetAccounts(deps as unknown as AccountCommandsDeps, ["other"]);
  expect(readLastChatbotName(memento)).toBe("Bot");
  await forgetAccounts(deps as unknown as AccountCommandsDeps, ["a"]);
  expect(readLastChatbotName(memento)).toBeUndefined();
});
