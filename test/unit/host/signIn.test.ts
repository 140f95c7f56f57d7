import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { ProviderDescriptor, SignInOutcome } from "../../../src/core/provider.ts";
import { addAccount, type AddAccountDeps } from "../../../src/host/accounts/addAccount.ts";
import { AccountStore } from "../../../src/host/accounts/accountStore.ts";
import { KeyStore } from "../../../src/host/accounts/keyStore.ts";
import { getKey, type SignInDeps } from "../../../src/host/accounts/signIn.ts";
import { Connections } from "../../../src/host/accounts/connections.ts";
import { findProvider } from "../../../src/providers/registry.ts";
import { startDemoSimulator } from "../../../src/simulator/demo.ts";
import { editor } from "../../helpers/editor/vscode.ts";
import { FakeClock, MemoryLog, MemoryNotes } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { MemorySecrets } from "../../helpers/memorySecrets.ts";
import { services } from "../../helpers/services.ts";

const inBrowser = "Sign In in the Browser…";
const pageUrl = "https://sitegpt.ai/device?user_code=ABCD-EFGH";
let log: MemoryLog;

beforeEach(() => {
  editor.reset();
  log = new MemoryLog();
});

/** What comes of asking for a key at a service where it ends so to sign in. */
async function ask(wait: () => Promise<SignInOutcome>): Promise<string | undefined> {
  const account = knownAccount();
  const provider: ProviderDescriptor = {
    ...account.provider,
    loadSignIn: async () => ({
      startSignIn: async () => ({ code: "ABCD-EFGH", pageUrl, wait }),
    }),
  };
  const closing = new AbortController().signal;
  const client = { listChatbots: async () => [] };
  const connections = { openHttp: async () => undefined, connectWith: async () => ({ client }) };
  const deps = { connections, clock: new FakeClock(), closing, log };
  return await getKey(deps as unknown as SignInDeps, { ...account, provider }, "Add Account");
}

const approved = async (): Promise<SignInOutcome> => ({ kind: "approved", apiKey: "sgpt_new" });

test("the code is shown before the page is opened, and the key comes back", async () => {
  editor.picks = [inBrowser];
  editor.presses = ["Open Page"];
  expect(await ask(approved)).toBe("sgpt_new");
  expect(editor.messages).toHaveLength(1);
  expect(editor.messages[0]).toContain("Your code is ABCD-EFGH.");
  expect(editor.opened).toEqual([pageUrl]);
});

test("nothing is opened where the user does not want the page", async () => {
  editor.picks = [inBrowser];
  expect(await ask(approved)).toBeUndefined();
  expect(editor.opened).toEqual([]);
});

test("a key can be pasted all the same", async () => {
  editor.picks = ["Paste an API Key…"];
  editor.typed = ["sgpt_pasted"];
  expect(await ask(approved)).toBe("sgpt_pasted");
  expect(await ask(approved)).toBeUndefined();
});

test.each([
  ["denied", "The access was denied at AI Chatbot Hub."],
  ["expired", "The code has expired."],
] as const)("what is %s is told", async (kind, sentence) => {
  editor.picks = [inBrowser];
  editor.presses = ["Open Page"];
  expect(await ask(async () => ({ kind }))).toBeUndefined();
  expect(editor.messages[1]).toContain(sentence);
});

test.each([
  ["server", 1],
  ["cancelled", 0],
] as const)("of a failure that is %s, %i is told", async (kind, count) => {
  editor.picks = [inBrowser];
  editor.presses = ["Open Page"];
  const key = await ask(async () => {
    throw new ChatError(kind, "why");
  });
  expect(key).toBeUndefined();
  expect(editor.errors).toHaveLength(count);
});

test("an account that is added so has the key that the service has given", async () => {
  const { simulator } = await startDemoSimulator({ providers: services });
  const keys = new KeyStore(new MemorySecrets());
  const accounts = new AccountStore({ findProvider, keys, log });
  const clock = new FakeClock();
  const isConfirmedOrigin = (): boolean => false;
  const notesFor = () => new MemoryNotes();
  const options = { accounts, keys, clock, log, isConfirmedOrigin, notesFor, version: "1.2.3" };
  const connections = new Connections(options);
  const catalog = { refresh: () => undefined };
  const closing = new AbortController().signal;
  const deps = { accounts, keys, connections, clock, log, catalog, closing };

  editor.picks = ["Another Address…", "SiteGPT", inBrowser];
  editor.typed = [simulator.origin];
  editor.presses = ["Open Page"];
  const id = await addAccount(deps as unknown as AddAccountDeps);
  const [account] = await accounts.list();
  expect(account).toMatchObject({ id, label: "SiteGPT", provider: { id: "sitegpt-v2" } });
  expect(editor.messages[1]).toMatch(/^SiteGPT: connected to http:\/\/127\.0\.0\.1/);
  const kept = JSON.stringify([log.lines, editor.messages, [...editor.settings]]);
  expect(kept).not.toContain(account && (await keys.read(account)));
  connections.dispose();
  await simulator.stop();
});
