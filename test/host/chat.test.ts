import assert from "node:assert/strict";
import { ConfigurationTarget, window, workspace } from "vscode";
import type { ChatChange } from "../../src/core/chat/state.ts";
import type { ChatPanel } from "../../src/host/panel/chatPanel.ts";
import { newSessionRef } from "../../src/host/refs/sessionRef.ts";
import { ask, eventually, openParley, type Parley } from "./parley.ts";

const questions = [
  ["ai-chatbot-hub", "Harbor Docs", "How do I verify a webhook signature?"],
  ["sitegpt", "Fernhill Handbook", "Which expenses does Fernhill pay back?"],
  ["crbnai", "Incident Archive", "How do I fail over the database?"],
] as const;

describe("a chat panel", () => {
  let parley: Parley;
  before(async () => {
    parley = await openParley();
  });
  after(async () => parley.close());

  for (const [provider, name, question] of questions) {
    it(`is sent at most 3 times the bytes of an answer of ${provider}`, async () => {
      const panel = await openPanel(parley, provider, name);
      const before = parley.posted.length;
      await ask(panel, question);
      await posted(parley, (events) => events.some(({ type }) => type === "reply-end"), before);
      const answer = panel.chat.state.messages.at(-1);
      assert.equal(answer?.state, undefined);
      // Sources are part of what the service answered.
      const answered = size(answer?.text) + size(answer?.sources ?? []);
      const frames = parley.posted.slice(before);
      const sent = frames.reduce((sum, frame) => sum + size(frame), 0);
      assert.ok(answered > 500, `the answer is too short to say anything: ${answered} bytes`);
      assert.ok(
        sent <= 3 * answered,
        `${sent} bytes for an answer of ${answered} in ${frames.length} frames`,
      );
    });
  }

  it("shows nothing of a workspace's attempt to redirect an account", async () => {
    const config = workspace.getConfiguration("parley");
    const before = await parley.container.accounts.list();
    const evil = before.map(({ id, providerId, label }) => ({
      id,
      provider: providerId,
      label,
      baseUrl: "https://evil.example",
    }));
    await assert.rejects(async () =>
      config.update("accounts", evil, ConfigurationTarget.Workspace),
    );
    assert.deepEqual(await parley.container.accounts.list(), before);
  });

  it("has no key for an account whose base URL was changed", async () => {
    const id = parley.accounts.get("sitegpt") ?? "";
    const account = await parley.container.accounts.find(id);
    assert.ok(account);
    await parley.container.accounts.save({ ...account, baseUrl: "http://127.0.0.1:9" });
    const provider = await parley.container.connections.connect(id);
    await assert.rejects(async () => provider.listChatbots(new AbortController().signal), {
      kind: "no-key",
    });
    await parley.container.accounts.save(account);
    const again = await parley.container.connections.connect(id);
    assert.ok((await again.listChatbots(new AbortController().signal)).length > 0);
  });

  it("is one panel for two quick clicks on its session", async () => {
    const { container, accounts } = parley;
    const accountId = accounts.get("sitegpt") ?? "";
    const [chatbot] = await container.catalog.chatbots(accountId);
    const ref = newSessionRef(accountId, chatbot?.id ?? "");
    const panels = await container.panels();
    const before = countTabs();
    const [first, second] = await Promise.all([panels.show(ref), panels.show(ref)]);
    assert.ok(first);
    assert.equal(first, second);
    await eventually(() => countTabs() === before + 1);
  });

  it("is closed when another window has removed its account", async () => {
    const { container, accounts } = parley;
    const panel = await openPanel(parley, "ai-chatbot-hub", "Harbor Docs");
    const { ref } = panel;
    const before = countTabs();
    const id = accounts.get("ai-chatbot-hub") ?? "";
    // All that this window sees of it: settings and keys belong to all windows.
    await container.accounts.remove([id]);
    await container.keys.remove(id);
    await eventually(() => container.chats.find(ref) === undefined);
    await eventually(() => countTabs() < before);
  });
});

function countTabs(): number {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
}

async function openPanel(
  { container, accounts, posted: messages }: Parley,
  provider: string,
  name: string,
): Promise<ChatPanel> {
  const accountId = accounts.get(provider) ?? "";
  const chatbots = await container.catalog.chatbots(accountId);
  const chatbot = chatbots.find((one) => one.name === name);
  assert.ok(chatbot);
  const panels = await container.panels();
  const before = messages.length;
  const snapshot = new Promise<void>((resolve) => {
    const watcher = panels.onDidPost((message) => {
      if (!("type" in message) || message.type !== "snapshot") return;
      watcher.dispose();
      resolve();
    });
  });
  const panel = await panels.show(newSessionRef(accountId, chatbot.id));
  assert.ok(panel);
  if (!messages.slice(before).some((message) => "type" in message && message.type === "snapshot"))
    await snapshot;
  return panel;
}

/** Waits for a frame whose events satisfy, past or future. */
async function posted(
  parley: Parley,
  satisfies: (events: readonly ChatChange[]) => boolean,
  since: number,
): Promise<void> {
  const isIt = (message: (typeof parley.posted)[number]): boolean =>
    "type" in message && message.type === "events" && satisfies(message.events);
  if (parley.posted.slice(since).some(isIt)) return;
  const panels = await parley.container.panels();
  await new Promise<void>((resolve) => {
    const watcher = panels.onDidPost((message) => {
      if (!isIt(message)) return;
      watcher.dispose();
      resolve();
    });
  });
}

function size(value: unknown): number {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
  return new TextEncoder().encode(text).byteLength;
}
