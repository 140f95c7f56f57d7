import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { processMark } from "../../../src/host/adapters/processMark.ts";
import { Demo } from "../../../src/host/demo/demo.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

/** What the windows of one computer share. */
let keys: KeyStore;
/** The accounts that something was forgotten of. */
let forgotten: string[];
const demos: Demo[] = [];

beforeEach(() => {
  keys = new KeyStore(new MemorySecrets());
  forgotten = [];
});
afterEach(() => {
  for (const demo of demos.splice(0)) demo.dispose();
});

/** A window's demo, with what that window shows of it. @param forget what happens of that besides */
function openWindow({ forget = async () => undefined } = {}) {
  const shown = { accounts: [] as readonly KnownAccount[], isRunning: false, changes: 0 };
  const demo = new Demo({
    keys,
    forgetNotes: async (accountId) => void forgotten.push(accountId),
    accounts: {
      get hasTemporary() {
        return shown.accounts.length > 0;
      },
      setTemporary: (accounts) => (shown.accounts = accounts),
      addTemporary: (account) => (shown.accounts = [...shown.accounts, account]),
    },
    forget: async (ids) => {
      await forget();
      for (const id of ids) {
        forgotten.push(id);
        await keys.remove(id);
      }
    },
    onChange: async (isRunning) => {
      shown.isRunning = isRunning;
      shown.changes += 1;
    },
    log: new MemoryLog(),
  });
  demos.push(demo);
  return { demo, shown };
}

/** Asks every service with the key that is stored for its account. */
async function statuses(accounts: readonly KnownAccount[]): Promise<readonly number[]> {
  const paths = new Map([
    ["ai-chatbot-hub", "/api/v1/chatbots"],
    ["sitegpt", "/api/v0/chatbots"],
    ["crbnai", "/api/chats"],
  ]);
  return await Promise.all(
    accounts.map(async (account) => {
      const key = (await keys.read(account)) ?? "";
      const authorization = `Bearer ${key}`;
      const path = key.startsWith("sgpt_") ? "/api/v2/chatbots" : paths.get(account.providerId);
      const url = account.baseUrl + (path ?? "");
      return (await fetch(url, { headers: { authorization } })).status;
    }),
  );
}

test("a second window's demo takes nothing from the first one's, whichever ends first", async () => {
  const [one, two] = [openWindow(), openWindow()];
  await one.demo.start();
  await two.demo.start();
  const both = [...one.shown.accounts, ...two.shown.accounts];
  expect(await statuses(both)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(forgotten).toEqual([]);

  await two.demo.stop();
  expect(await statuses(one.shown.accounts)).toEqual([200, 200, 200]);
  const idsOfOne = new Set(one.shown.accounts.map(({ id }) => id));
  expect(forgotten.filter((id) => idsOfOne.has(id))).toEqual([]);

  await one.demo.stop();
  expect(new Set(forgotten)).toEqual(new Set(both.map(({ id }) => id)));
  expect(await keys.accountIds()).toEqual(new Set());
});

test("what a window that is gone has left is deleted, and nothing else", async () => {
  const dead = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(dead, "exit");
  const [computer] = processMark.split("-");
  const write = async (id: string) => keys.write({ ...account, id }, "key");
  const account = { providerId: "sitegpt", label: "", baseUrl: "http://127.0.0.1:1" };
  const left = `demo-${computer}-${dead.pid}-0a1b2c3d4e5f-sitegpt`;
  const others = [
    `demo-${computer}-${process.ppid}-0a1b2c3d4e5f-sitegpt`,
    `demo-ffffffff-${dead.pid}-0a1b2c3d4e5f-sitegpt`,
    "my-own",
  ];
  for (const id of [left, ...others]) await write(id);
  const { demo, shown } = openWindow();
  await demo.start();
  expect(forgotten).toEqual([left]);
  const own = shown.accounts.map(({ id }) => id);
  expect(await keys.accountIds()).toEqual(new Set([...others, ...own]));
});

test("two clicks start one demo, and stopping waits for the start", async () => {
  const { demo, shown } = openWindow();
  await Promise.all([demo.start(), demo.start()]);
  expect(shown).toMatchObject({ isRunning: true, changes: 1 });
  await demo.stop();
  const [first] = shown.accounts;
  expect(first).toBeUndefined();
  await Promise.all([demo.start(), demo.stop(), demo.stop()]);
  expect(shown).toMatchObject({ accounts: [], isRunning: false, changes: 4 });
  expect(await keys.accountIds()).toEqual(new Set());
});

test("closing the window ends its services, also while they start", async () => {
  const { demo, shown } = openWindow();
  const starting = demo.start();
  demo.dispose();
  await starting;
  const [account] = shown.accounts;
  expect(account).toBeDefined();
  await expect(fetch(account?.baseUrl ?? "")).rejects.toThrow("fetch failed");
});

test("a start that fails leaves no services behind, and can be tried again", async () => {
  const { demo, shown } = openWindow();
  let origin = "";
  const write = keys.write.bind(keys);
  keys.write = async ({ baseUrl }) => {
    origin = baseUrl;
    throw new Error("the key chain is locked");
  };
  await expect(demo.start()).rejects.toThrow("locked");
  await expect(fetch(origin)).rejects.toThrow("fetch failed");
  keys.write = write;
  await demo.start();
  expect(await statuses(shown.accounts)).toEqual([200, 200, 200]);
});

test("stopping that cannot forget everything ends the services all the same", async () => {
  const { demo, shown } = openWindow({
    forget: async () => {
      throw new Error("the key chain is locked");
    },
  });
  await demo.start();
  const [account] = shown.accounts;
  await expect(demo.stop()).rejects.toThrow("locked");
  await expect(fetch(account?.baseUrl ?? "")).rejects.toThrow("fetch failed");
  expect(shown).toMatchObject({ accounts: [], isRunning: false });
});
