import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import {
  changeAddress,
  renameAccount,
  setApiKey,
  type AccountCommandsDeps,
} from "../../../src/host/accounts/accountCommands.ts";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { addAccount, type AddAccountDeps } from "../../../src/host/accounts/addAccount.ts";
import { askKey, type AskKeyDeps } from "../../../src/host/accounts/askKey.ts";
import { Connections } from "../../../src/host/accounts/connections.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { type Demo, startDemoSimulator } from "../../../src/simulator/demo.ts";
import { editor, type InputBox } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

let demo: Demo;
let keys: KeyStore;
let accounts: AccountStore;
let log: MemoryLog;
let connections: Connections;
let deps: AddAccountDeps & AccountCommandsDeps;

beforeEach(async () => {
  editor.reset();
  demo = await startDemoSimulator({ pace: 0 });
  log = new MemoryLog();
  keys = new KeyStore(new MemorySecrets());
  accounts = new AccountStore({ findProvider, keys, log });
  const clock = new FakeClock();
  connections = new Connections({
    accounts,
    keys,
    clock,
    log,
    isConfirmedOrigin: () => false,
    notesFor: () => new MemoryNotes(),
    version: "1.2.3",
  });
  const closing = new AbortController().signal;
  const catalog = { refresh: () => undefined };
  const parts = { accounts, keys, connections, clock, log, catalog, closing };
  deps = parts as unknown as AddAccountDeps & AccountCommandsDeps;
});

afterEach(async () => {
  connections.dispose();
  await demo.simulator.stop();
});

const keyOf = (provider: string): string =>
  demo.accounts.find((account) => account.provider === provider)?.apiKey ?? "";

test("an account needs its service and its key; a wrong key is told at once and stays to be mended", async () => {
  const boxes: string[] = [];
  const look = (typed: string) => (box: InputBox) => {
    boxes.push(`${box.prompt.split(".")[0]}: ${box.value}`);
    return typed;
  };
  editor.picks = ["Another Address…", "AI Chatbot Hub"];
  editor.typed = [demo.simulator.origin, look("wrong-key"), look(keyOf("ai-chatbot-hub"))];
  const id = await addAccount(deps);
  expect(boxes).toEqual(["Paste the API key: ", "Paste the API key: wrong-key"]);
  expect(editor.messages[0]).toMatch(
    /^AI Chatbot Hub did not accept the API key for AI Chatbot Hub\./,
  );
  expect(editor.messages[0]).not.toContain("Press Enter");
  const [account] = await accounts.list();
  expect(account).toMatchObject({ id, label: "AI Chatbot Hub", baseUrl: demo.simulator.origin });
  expect(account && (await keys.read(account))).toBe(keyOf("ai-chatbot-hub"));
  expect(editor.messages[1]).toMatch(/^AI Chatbot Hub: connected to /);
  expect(JSON.stringify([log.lines, editor.messages])).not.toMatch(/wrong-key/);
});

test("a wrong key that is given up leaves no account and no key", async () => {
  editor.picks = ["Another Address…", "CRBNai"];
  editor.typed = [demo.simulator.origin, "wrong-key"];
  expect(await addAccount(deps)).toBeUndefined();
  expect(await accounts.list()).toEqual([]);
  expect((await keys.accountIds()).size).toBe(0);
});

test("an account that is removed while it gets a new key is there with it", async () => {
  const given = { provider: "crbnai", label: "Mine", baseUrl: demo.simulator.origin };
  const id = await addAccount(deps, { ...given, apiKey: "older-key" });
  editor.typed = [
    () => {
      editor.change("parley.accounts", []);
      return keyOf("crbnai");
    },
  ];
  expect(await addAccount(deps, given)).toBe(id);
  expect(await accounts.list()).toMatchObject([{ id, label: "Mine" }]);
});

test("a second account of a service has a name of its own, and another is offered", async () => {
  const given = { provider: "crbnai", baseUrl: demo.simulator.origin };
  await addAccount(deps, { ...given, label: "CRBNai", apiKey: "another-key" });
  expect(editor.messages).toEqual([]);
  editor.typed = [keyOf("crbnai")];
  editor.presses = ["Rename Account…"];
  await addAccount(deps, given);
  expect((await accounts.list()).map(({ label }) => label)).toEqual(["CRBNai", "CRBNai 2"]);
  expect(editor.presses).toEqual([]);
});

test("a key that cannot be tried is taken when Enter is pressed again, and the site is one click away", async () => {
  const account = knownAccount();
  const tried: string[] = [];
  const connectWith = async (_account: unknown, key: string) => ({
    client: {
      listChatbots: async () => {
        tried.push(key);
        throw new ChatError("offline", "no route");
      },
    },
  });
  const closing = new AbortController().signal;
  const parts = { connections: { connectWith }, closing, log } as unknown as AskKeyDeps;
  editor.typed = [
    (box) => {
      box.press("Open a.example");
      return "some-key";
    },
    "some-key",
  ];
  expect(await askKey(parts, account)).toBe("some-key");
  expect(tried).toEqual(["some-key"]);
  expect(editor.messages).toEqual([
    "Your computer appears to be offline. Press Enter to use the API key anyway.",
  ]);
  await vi.waitUntil(() => editor.opened.length > 0);
  expect(editor.opened).toEqual(["https://a.example/"]);
});

test("an account that moves takes a key for its new address, and none from the old one", async () => {
  const old = { id: "a", providerId: "crbnai", label: "Mine", baseUrl: "https://old.example" };
  await accounts.save(old);
  await keys.write(old, "old-key");
  editor.typed = [demo.simulator.origin, keyOf("crbnai")];
  await changeAddress(deps, "a");
  const [moved] = await accounts.list();
  expect(moved).toMatchObject({ id: "a", label: "Mine", baseUrl: demo.simulator.origin });
  expect(moved && (await keys.read(moved))).toBe(keyOf("crbnai"));
  editor.typed = ["https://elsewhere.example"];
  await changeAddress(deps, "a");
  expect((await accounts.list())[0]?.baseUrl).toBe(demo.simulator.origin);
});

test("an account of the demo that gets another name or address stays in this window", async () => {
  const account = knownAccount({ id: "demo-1", baseUrl: demo.simulator.origin });
  accounts.setTemporary([account]);
  editor.typed = ["Rehearsal"];
  await renameAccount(deps, "demo-1");
  const elsewhere = demo.simulator.origin.replace("127.0.0.1", "localhost");
  editor.typed = [elsewhere, keyOf("ai-chatbot-hub")];
  await changeAddress(deps, "demo-1");
  const [only, ...others] = await accounts.list();
  expect(only).toMatchObject({ label: "Rehearsal", baseUrl: elsewhere });
  expect(others).toEqual([]);
  expect(editor.settings.get("parley.accounts")).toBeUndefined();
});

test("an account that gets another name or address keeps what another version has set of it", async () => {
  const kept = { id: "a", provider: "crbnai", color: "red" };
  const unread = { id: 7 };
  editor.settings.set("parley.accounts", [
    { ...kept, label: "Mine", baseUrl: "https://old.example" },
    unread,
  ]);
  editor.typed = ["Another name"];
  await renameAccount(deps, "a");
  const { defaultBaseUrl = "" } = findProvider("crbnai") ?? {};
  await accounts.save({
    id: "a",
    providerId: "crbnai",
    label: "Another name",
    baseUrl: defaultBaseUrl,
  });
  expect(editor.settings.get("parley.accounts")).toEqual([
    { ...kept, label: "Another name" },
    unread,
  ]);
});

test("what stands in the settings and is no list is kept when an account is added", async () => {
  const mistyped = { id: "a", provider: "crbnai", label: "Not in a list" };
  editor.settings.set("parley.accounts", mistyped);
  await addAccount(deps, { provider: "crbnai", label: "Mine", apiKey: "some-key" });
  expect((await accounts.list()).map(({ label }) => label)).toEqual(["Not in a list", "Mine"]);
});

test("an account whose address is none can get a key, and the address is blamed", async () => {
  const broken = { id: "b", provider: "crbnai", label: "Mine", baseUrl: "no address" };
  editor.settings.set("parley.accounts", [broken]);
  editor.typed = ["some-key"];
  await setApiKey(deps, "b");
  expect(editor.messages[0]).toMatch(/^Parley cannot connect to Mine securely: check its address/);
});

test("accounts that are added at the same time are all kept", async () => {
  const given = ["One", "Two", "Three"].map((label) => ({
    provider: "crbnai",
    label,
    apiKey: "some-key",
  }));
  await Promise.all(given.map(async (one) => addAccount(deps, one)));
  const labels = (await accounts.list()).map(({ label }) => label);
  expect(labels.toSorted()).toEqual(["One", "Three", "Two"]);
});

test("a key that an account has already makes no second one", async () => {
  const given = { provider: "crbnai", baseUrl: demo.simulator.origin };
  const id = await addAccount(deps, { ...given, label: "Mine", apiKey: keyOf("crbnai") });
  editor.typed = [keyOf("crbnai")];
  expect(await addAccount(deps, given)).toBe(id);
  expect((await accounts.list()).map(({ label }) => label)).toEqual(["Mine"]);
  expect(editor.messages).toEqual(["The account Mine has this API key already."]);
});

test("what stands in no file is removed without a change of the user's settings", async () => {
  const account = knownAccount({ id: "demo-1" });
  accounts.setTemporary([account]);
  const mistyped = { id: "a", provider: "crbnai", label: "Not in a list" };
  editor.settings.set("parley.accounts", mistyped);
  await accounts.remove(["demo-1"]);
  expect(await accounts.list()).toEqual([]);
  expect(editor.settings.get("parley.accounts")).toBe(mistyped);
});

test.each([
  ["renamed", renameAccount, "Another name"],
  ["moved", changeAddress, "https://elsewhere.example"],
  ["given a key", setApiKey, undefined],
] as const)(
  "an account that is removed while it is %s does not come back, and leaves no key",
  async (_how, change, typed) => {
    const account = {
      id: "a",
      providerId: "crbnai",
      label: "Mine",
      baseUrl: demo.simulator.origin,
    };
    await accounts.save(account);
    /** The user removes it in another window meanwhile. */
    const removeFirst = (text: string) => () => {
      editor.change("parley.accounts", []);
      return text;
    };
    editor.typed = [removeFirst(typed ?? keyOf("crbnai")), "some-key", "some-key"];
    await change(deps, "a");
    expect(await accounts.list()).toEqual([]);
    expect(await keys.accountIds()).toEqual(new Set());
    expect(editor.messages.at(-1)).toBe("The account Mine no longer exists.");
  },
);

describe("an account that cannot be stored", () => {
  const locked = (): void => {
    const write = keys.write.bind(keys);
    keys.write = async () => {
      keys.write = write;
      throw new Error("the key chain is locked");
    };
  };

  test("keeps the key for another try, and says why", async () => {
    locked();
    editor.presses = ["Retry"];
    const wanted = { provider: "crbnai", label: "Mine", apiKey: "shown-only-once" };
    const id = await addAccount(deps, wanted);
    const [account] = await accounts.list();
    expect(account).toMatchObject({ id, label: "Mine" });
    expect(account && (await keys.read(account))).toBe("shown-only-once");
    expect(editor.messages[0]).toContain("the key chain is locked");
  });

  test("gives the key to the user, who does not lose it by Escape", async () => {
    locked();
    editor.presses = [undefined, "Copy"];
    const wanted = { provider: "crbnai", label: "Mine", apiKey: "shown-only-once" };
    expect(await addAccount(deps, wanted)).toBeUndefined();
    expect(editor.clipboard).toBe("shown-only-once");
    expect(JSON.stringify([log.lines, editor.messages])).not.toContain("shown-only-once");
  });

  test("leaves no key behind that no account has", async () => {
    accounts.save = async () => {
      throw new Error("Unable to write into user settings.");
    };
    editor.presses = ["Copy"];
    const wanted = { provider: "crbnai", label: "Mine", apiKey: "shown-only-once" };
    expect(await addAccount(deps, wanted)).toBeUndefined();
    expect(await keys.accountIds()).toEqual(new Set());
  });
});
