import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../../../src/core/errors.ts";
import type { AccountFact, ChatProvider } from "../../../src/core/provider.ts";
import {
  testConnection,
  type TestConnectionDeps,
} from "../../../src/host/accounts/testConnection.ts";
import { ChatbotTree, type ChatbotTreeOptions } from "../../../src/host/tree/chatbotTree.ts";
import { editor, EventEmitter } from "../../helpers/editor/vscode.ts";
import { ManualClock, MemoryLog } from "../../helpers/fakes.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";

const account = knownAccount();
let log: MemoryLog;
let describeAccount: ChatProvider["describeAccount"];

beforeEach(() => {
  editor.reset();
  log = new MemoryLog();
});

const connect = async () =>
  ({
    listChatbots: async () => [],
    ...(describeAccount && { describeAccount }),
  }) as unknown as ChatProvider;

async function told(): Promise<readonly string[]> {
  const deps = {
    connections: { connect },
    clock: new ManualClock(),
    catalog: { refresh: () => undefined },
    closing: new AbortController().signal,
    log,
  };
  await testConnection(deps as unknown as TestConnectionDeps, account);
  return [...editor.messages, ...editor.errors];
}

/** The tooltip of the account's row, as VS Code asks for it. */
async function tooltip(cancelled = new EventEmitter<void>()): Promise<unknown> {
  const nothing = { onDidChange: () => undefined };
  const parts = { catalog: nothing, chats: nothing, resources: nothing, connect, log };
  const accounts = { ...nothing, list: async () => [account] };
  const tree = new ChatbotTree({ ...parts, accounts } as unknown as ChatbotTreeOptions);
  const [row] = await tree.getChildren();
  if (!row) throw new Error("there is no row");
  const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
  return (await tree.resolveTreeItem({}, row, token)).tooltip;
}

const facts: readonly AccountFact[] = [
  { topic: "User", text: "Ana" },
  { topic: "Scopes", text: "a:read, ".repeat(50) },
];
const connected = "Mine: connected to https://a.example in 0 ms. Chatbots: 0.";
const head = "Mine\nAI Chatbot Hub · https://a.example";

test("a service that says nothing about an account is no failure", async () => {
  describeAccount = undefined;
  expect(await told()).toEqual([connected]);
  expect(await tooltip()).toBe(head);
});

test("what a service says stands behind what was reached, cut, and whole at the row", async () => {
  describeAccount = async () => facts;
  const [text] = await told();
  expect(text).toMatch(
    /^Mine: connected .* Chatbots: 0\. User: Ana\. Scopes: a:read, .{100,150}…\.$/,
  );
  expect(await tooltip()).toBe(`${head}\nUser: Ana\nScopes: ${"a:read, ".repeat(50)}`);
});

test("a failure to say it fails nothing, and leaves a line in the log", async () => {
  describeAccount = async () => {
    throw new ChatError("forbidden", "403");
  };
  expect(await told()).toEqual([connected]);
  expect(await tooltip()).toBe(head);
  expect(log.lines.join()).toContain("warn Mine is not described: forbidden (403)");
});

test("pointing elsewhere ends the question", async () => {
  const cancelled = new EventEmitter<void>();
  const asked = Promise.withResolvers<void>();
  describeAccount = async (signal) => {
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => aborted.resolve());
    asked.resolve();
    await aborted.promise;
    throw new ChatError("cancelled", "aborted");
  };
  const shown = tooltip(cancelled);
  await asked.promise;
  cancelled.fire();
  expect(await shown).toBe(head);
  expect(log.lines).toEqual([]);
});

test("a connection that failed is tried again with the account as it is by then", async () => {
  const refuse = async () => {
    throw new ChatError("offline", "no network");
  };
  const deps = {
    connections: { connect: refuse },
    clock: new ManualClock(),
    closing: new AbortController().signal,
    log,
  };
  editor.presses = ["Retry"];
  await testConnection(deps as unknown as TestConnectionDeps, account);
  await new Promise(setImmediate);
  expect(editor.executed).toEqual([["parley.testConnection", "a"]]);
});
