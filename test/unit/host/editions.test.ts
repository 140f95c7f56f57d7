import { beforeEach, expect, test } from "vitest";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { Connections, type ConnectionsOptions } from "../../../src/host/accounts/connections.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { watchAccounts, type WatchAccountsDeps } from "../../../src/host/accounts/watchAccounts.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

const account = {
  id: "a",
  providerId: "sitegpt",
  label: "Mine",
  baseUrl: "https://sitegpt.ai",
};
let secrets: MemorySecrets;
let keys: KeyStore;
let accounts: AccountStore;
let log: MemoryLog;

beforeEach(() => {
  editor.reset();
  editor.settings.set("parley.accounts", [{ id: "a", provider: "sitegpt", label: "Mine" }]);
  secrets = new MemorySecrets();
  keys = new KeyStore(secrets);
  log = new MemoryLog();
  accounts = new AccountStore({ findProvider, keys, log });
});

const edition = async () => (await accounts.find("a"))?.provider.id;

test("an account is of the generation of the API that its key speaks", async () => {
  expect(await edition()).toBe("sitegpt");
  await keys.write(account, "sgpt_1234567890");
  expect(await edition()).toBe("sitegpt-v2");
  const [found] = await accounts.list();
  expect(found).toMatchObject({ providerId: "sitegpt", label: "Mine" });
  expect(JSON.stringify([found, log.lines])).not.toContain("sgpt_1234567890");
  await keys.write(account, "0b3c-an-older-key");
  expect(await edition()).toBe("sitegpt");
});

test("a key is read once for all who look an account up, and again when it has changed", async () => {
  const read = secrets.get.bind(secrets);
  let count = 0;
  secrets.get = async (name) => {
    count += 1;
    return await read(name);
  };
  await Promise.all([edition(), edition()]);
  await edition();
  expect(count).toBe(1);
  await keys.write(account, "sgpt_1234567890");
  expect(await edition()).toBe("sitegpt-v2");
  expect(count).toBe(2);
  // As another window does.
  await new KeyStore(secrets).write(account, "0b3c-an-older-key");
  expect(await edition()).toBe("sitegpt");
  expect(count).toBe(3);
});

test("a key of another address does not decide", async () => {
  await keys.write({ ...account, baseUrl: "https://elsewhere.example" }, "sgpt_1234567890");
  expect(await edition()).toBe("sitegpt");
});

test("storage that gives no key hides no account", async () => {
  secrets.get = async () => {
    throw new Error("locked");
  };
  expect(await edition()).toBe("sitegpt");
  expect(log.lines.join()).toContain("locked");
});

test("a key of the other generation gives another client, and the tree is drawn again", async () => {
  const connections = new Connections({
    accounts,
    keys,
    clock: new FakeClock(),
    log,
    isConfirmedOrigin: () => false,
    notesFor: () => new MemoryNotes(),
    version: "1.2.3",
  } satisfies ConnectionsOptions);
  const before = await connections.connect("a");
  expect("sendFirst" in before).toBe(false);
  let drawn = 0;
  accounts.onDidChange(() => (drawn += 1));
  const nothing = { refresh: () => undefined };
  const deps = { accounts, keys, catalog: nothing, resources: nothing, log };
  watchAccounts({ ...deps, closeChats: async () => undefined } as unknown as WatchAccountsDeps);
  await keys.write(account, "sgpt_1234567890");
  expect(drawn).toBe(1);
  const after = await connections.connect("a");
  expect("sendFirst" in after).toBe(true);
  expect(await connections.connect("a")).toBe(after);
  connections.dispose();
});
