import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Lazy } from "../../../src/core/async/lazy.ts";
import type { Simulator } from "../../../src/simulator/server.ts";
import {
  type AccountCommandsDeps,
  forgetAccounts,
  removeAccount,
} from "../../../src/host/accounts/accountCommands.ts";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { Connections } from "../../../src/host/accounts/connections.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { Demo } from "../../../src/host/demo/demo.ts";
import { ChatbotTree, type ChatbotTreeOptions } from "../../../src/host/tree/chatbotTree.ts";
import { openTrial } from "../../../src/host/trial/openTrial.ts";
import { startTrial, type StartTrialDeps } from "../../../src/host/trial/startTrial.ts";
import { readTrial, writeTrial } from "../../../src/host/trial/trialMemory.ts";
import { websiteAddress } from "../../../src/host/trial/websiteAddress.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { startDemoSimulator } from "../../../src/simulator/demo.ts";
import { services } from "../../helpers/services.ts";
import { editor, Memento } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";

let window: ReturnType<typeof openWindow>;
let simulator: Simulator;

beforeEach(async () => {
  editor.reset();
  window = openWindow();
  ({ simulator } = await startDemoSimulator({ providers: services }));
});
afterEach(async () => {
  window.connections.dispose();
  await (await window.deps.demo.get()).stop();
  await simulator.stop();
});

/** A window's parts around its trials. */
function openWindow() {
  const log = new MemoryLog();
  const keys = new KeyStore(new MemorySecrets());
  const accounts = new AccountStore({ findProvider, keys, log });
  const clock = new FakeClock();
  const globalState = new Memento();
  const connections = new Connections({
    accounts,
    keys,
    clock,
    log,
    isConfirmedOrigin: () => false,
    notesFor: () => new MemoryNotes(),
    version: "1.2.3",
  });
  const nothing = { onDidChange: () => undefined };
  const files = { removeAllOf: async () => undefined };
  const deps = {
    accounts,
    keys,
    connections,
    clock,
    log,
    globalState,
    files,
    catalog: { ...nothing, refresh: () => undefined },
    chats: nothing,
    resources: nothing,
    closing: new AbortController().signal,
    closeChats: async () => undefined,
    demo: new Lazy(async () => {
      const forget = async (ids: readonly string[]) => forgetAccounts(removing, ids);
      const options = { keys, accounts, forget, onChange: async () => undefined, log };
      return new Demo({ ...options, forgetNotes: async () => undefined });
    }),
  };
  const removing = deps as unknown as AccountCommandsDeps;
  const starting = deps as unknown as StartTrialDeps;
  const tree = new ChatbotTree(deps as unknown as ChatbotTreeOptions);
  return { deps, removing, starting, tree, keys, accounts, clock, log, globalState, connections };
}

/** A trial as an account in the settings, at a simulator that goes on without the demo. */
async function storedTrial() {
  const answer = await fetch(`${simulator.origin}/api/v2/onboarding/agent/start`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ websiteUrl: "https://www.example.com/" }),
  });
  const { data } = (await answer.json()) as {
    data: { apiToken: string; workspace: { id: string } };
  };
  const account = {
    id: "t",
    providerId: "sitegpt",
    label: "Trial",
    baseUrl: simulator.origin,
  };
  await window.keys.write(account, data.apiToken);
  await writeTrial(window.globalState as never, "t", {
    id: data.workspace.id,
    endsAt: window.clock.now() + 1000,
  });
  await window.accounts.save(account);
  const status = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${data.apiToken}` };
    return (await fetch(`${simulator.origin}/api/v2/chatbots`, { headers })).status;
  };
  return { account, status };
}

const trialCalls = (): readonly string[] =>
  simulator.requests
    .filter(({ path }) => path.includes("/onboarding/"))
    .map(({ method }) => method);

describe("a trial in the demo", () => {
  test("leaves the other accounts of the demo as the user has changed them", async () => {
    await (await window.deps.demo.get()).start();
    const [renamed, removed] = await window.accounts.list();
    if (!renamed || !removed) throw new Error("the demo has no accounts");
    await window.accounts.save({ ...renamed, label: "My own name" });
    await forgetAccounts(window.removing, [removed.id]);
    editor.typed = ["www.example.com"];
    editor.presses = ["Send Address"];
    await startTrial(window.starting);
    const labels = (await window.accounts.list()).map(({ label }) => label);
    expect(labels[0]).toBe("My own name");
    expect(labels).not.toContain(removed.label);
    expect(labels.at(-1)).toMatch(/www\.example\.com/);
  });

  test("says where the address goes, and asks, before anything leaves", async () => {
    editor.typed = ["www.example.com"];
    await startTrial(window.starting);
    expect(editor.messages).toHaveLength(1);
    expect(editor.messages[0]).toContain("Send https://www.example.com/ to sitegpt.ai?");
    expect(editor.messages[0]).toContain("without an account or an API key");
    expect(await window.accounts.list()).toEqual([]);
    expect(await window.keys.accountIds()).toEqual(new Set());
  });

  test("is an account with a key of its own, whose row says when it ends", async () => {
    const demo = await window.deps.demo.get();
    await demo.start();
    editor.typed = ["www.example.com"];
    editor.presses = ["Send Address"];
    await startTrial(window.starting);
    expect(editor.errors).toEqual([]);
    expect(editor.messages[1]).toMatch(/^SiteGPT: www\.example\.com: connected .*Chatbots: 1\./);

    const account = (await window.accounts.list()).at(-1);
    if (!account) throw new Error("there is no account");
    expect(account).toMatchObject({ providerId: "sitegpt", provider: { id: "sitegpt-v2" } });
    expect(account.baseUrl).toBe(demo.place?.origin);
    const trial = readTrial(window.globalState as never, account.id);
    const row = (await window.tree.getChildren()).at(-1);
    if (!row) throw new Error("there is no row");
    const item = await window.tree.getTreeItem(row);
    expect(item.description).toBe(`trial until ${new Date(trial?.endsAt ?? 0).toLocaleString()}`);
    expect(item.contextValue?.split(" ")).toContain("trial");
    const key = (await window.keys.read(account)) ?? "";
    expect(key).toMatch(/^sgpt_/);
    const kept = JSON.stringify([trial, account, window.log.lines, editor.messages]);
    expect(kept).not.toContain(key);

    await demo.stop();
    expect(await window.accounts.list()).toEqual([]);
    expect(await window.keys.accountIds()).toEqual(new Set());
    expect(window.globalState.keys()).toEqual([]);
  });

  test("that is removed is gone from the list and at its service", async () => {
    const demo = await window.deps.demo.get();
    await demo.start();
    editor.typed = ["https://a.example"];
    editor.presses = ["Send Address", "Remove"];
    await startTrial(window.starting);
    const account = (await window.accounts.list()).at(-1);
    const key = account && (await window.keys.read(account));
    await removeAccount(window.removing, account?.id);
    expect((await window.accounts.list()).map(({ id }) => id)).not.toContain(account?.id);
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(`${account?.baseUrl}/api/v2/chatbots`, { headers })).status).toBe(401);
    expect(window.globalState.keys()).toEqual([]);
  });

  test("whose key cannot be stored is the user's to keep, and no account", async () => {
    await (await window.deps.demo.get()).start();
    const before = await window.keys.accountIds();
    window.keys.write = async () => {
      throw new Error("the key chain is locked");
    };
    editor.typed = ["www.example.com"];
    editor.presses = ["Send Address", "Copy"];
    await startTrial(window.starting);
    expect(editor.clipboard).toMatch(/^sgpt_/);
    expect(editor.messages[1]).toContain("the key chain is locked");
    expect(await window.keys.accountIds()).toEqual(before);
    expect(window.globalState.keys()).toEqual([]);
  });

  test("needs an address of a website", async () => {
    editor.typed = ["not an address"];
    await startTrial(window.starting);
    expect(editor.messages).toEqual(["Enter a web address such as https://www.example.com."]);
  });
});

describe("removing a trial", () => {
  test("says that its chatbot goes too, and deletes it first", async () => {
    const { status } = await storedTrial();
    expect(await status()).toBe(200);
    editor.presses = ["Remove"];
    await removeAccount(window.removing, "t");
    expect(editor.messages[0]).toContain("and the temporary chatbot at SiteGPT");
    expect(await status()).toBe(401);
    expect(await window.accounts.list()).toEqual([]);
  });

  test.each([
    ["keeps the account", undefined, 1],
    ["removes it all the same", "Remove Anyway", 0],
  ])(
    "that fails at the service is told and, as the user wants, %s",
    async (_what, press, count) => {
      await storedTrial();
      const match = ({ method }: { readonly method: string }) => method === "DELETE";
      simulator.setFault({ fault: "forbidden", match, times: Infinity });
      editor.presses = ["Remove", press];
      await removeAccount(window.removing, "t");
      expect(editor.messages[1]).toContain("The trial was not deleted at SiteGPT.");
      expect(await window.accounts.list()).toHaveLength(count);
      expect(await window.keys.accountIds()).toEqual(new Set(count === 1 ? ["t"] : []));
      expect(window.log.lines.join()).toContain("error deleting a trial: forbidden");
    },
  );

  test("asks nothing of the service once it has ended", async () => {
    await storedTrial();
    window.clock.time += 1000;
    editor.presses = ["Remove"];
    await removeAccount(window.removing, "t");
    expect(await window.accounts.list()).toEqual([]);
    expect(trialCalls()).toEqual(["POST"]);
  });
});

describe("the page of a trial", () => {
  test("is opened as the service names it now", async () => {
    await storedTrial();
    await openTrial(window.deps, "t");
    expect(editor.opened).toHaveLength(1);
    expect(editor.opened[0]).toMatch(/^https:\/\/sitegpt\.ai\/onboarding\/preview\/ws_/);
    expect(readTrial(window.globalState as never, "t")?.pageUrl).toBe(editor.opened[0]);
  });

  test("is opened as it was known where the service does not answer", async () => {
    await storedTrial();
    const pageUrl = "https://sitegpt.ai/onboarding/preview/known";
    await writeTrial(window.globalState as never, "t", { id: "ws_gone", pageUrl });
    await openTrial(window.deps, "t");
    expect(editor.opened).toEqual([pageUrl]);
    expect(window.log.lines.join()).toContain("reading a trial: not-found");
  });

  test("that is no web address is not opened", async () => {
    await storedTrial();
    const known = { id: "ws_gone", pageUrl: "command:parley.stopDemo" };
    await writeTrial(window.globalState as never, "t", known);
    await openTrial(window.deps, "t");
    expect(editor.opened).toEqual([]);
    expect(editor.messages.join()).toContain("not a web address");
  });
});

test.each([
  ["example.com", "https://example.com/"],
  ["http://example.com/docs?a=1", "http://example.com/docs?a=1"],
  ["https://ana:secret@example.com", undefined],
  ["file:///etc/hosts.txt", undefined],
  ["localhost", undefined],
  ["", undefined],
])("the website %j is %j", (typed, address) => {
  expect(websiteAddress(typed)).toBe(address);
});
