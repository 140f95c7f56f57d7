import { beforeEach, expect, test } from "vitest";
import {
  forgetAccounts,
  type AccountCommandsDeps,
} from "../../../src/host/accounts/accountCommands.ts";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { MemoryLog } from "../../helpers/fakes.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

const account = { id: "a", providerId: "crbnai", label: "Mine", baseUrl: "https://crbn.example" };

beforeEach(() => editor.reset());

/** An account with its key, which is removed. */
async function open() {
  const keys = new KeyStore(new MemorySecrets());
  const accounts = new AccountStore({ findProvider, keys, log: new MemoryLog() });
  await accounts.save(account);
  await keys.write(account, "some-key");
  const deps = {
    accounts,
    keys,
    catalog: { refresh: () => undefined },
    closeChats: async () => undefined,
    files: { removeAllOf: async () => undefined },
    globalState: new Memento(),
  };
  const forget = async () => forgetAccounts(deps as unknown as AccountCommandsDeps, ["a"]);
  return { accounts, keys, forget };
}

test("an account whose key cannot be deleted stays, so that it can be removed again", async () => {
  const { accounts, keys, forget } = await open();
  const remove = keys.remove.bind(keys);
  keys.remove = async () => {
    throw new Error("the key chain is locked");
  };
  await expect(forget()).rejects.toThrow("locked");
  expect(await accounts.list()).toMatchObject([{ id: "a" }]);
  keys.remove = remove;
  await forget();
  expect(await accounts.list()).toEqual([]);
  expect(await keys.accountIds()).toEqual(new Set());
});

test("an account stays with its key where the settings cannot be written", async () => {
  const { accounts, keys, forget } = await open();
  accounts.remove = async () => {
    throw new Error("settings.json has errors");
  };
  await expect(forget()).rejects.toThrow("settings.json has errors");
  expect(await keys.read(account)).toBe("some-key");
});
