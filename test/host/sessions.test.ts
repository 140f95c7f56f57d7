import assert from "node:assert/strict";
import { commands, Uri, window, workspace } from "vscode";
import type { ChatPanel } from "../../src/host/panel/chatPanel.ts";
import { Catalog } from "../../src/host/sessions/catalog.ts";
import type { ListedSession } from "../../src/host/refs/listedSession.ts";
import { newSessionRef, type SessionRef } from "../../src/host/refs/sessionRef.ts";
import { findSessionRow } from "../../src/host/tree/findSessionRow.ts";
import { workspaceHash } from "../../src/host/sessions/workspaceHash.ts";
import type { TreeNode } from "../../src/host/refs/treeNodes.ts";
import { ask, eventually, findChatbot, openParley, type Parley } from "./parley.ts";

describe("a session", () => {
  let parley: Parley;
  let accountId: string;
  let chatbotId: string;
  before(async () => {
    parley = await openParley();
    ({ accountId, chatbotId } = await findChatbot(parley, "ai-chatbot-hub", "Harbor Docs"));
  });
  after(async () => parley.close());
  afterEach(async () => commands.executeCommand("workbench.action.closeAllEditors"));

  const showNew = async (): Promise<ChatPanel> => {
    const { container } = parley;
    const panels = await container.panels();
    const panel = await panels.show(newSessionRef(accountId, chatbotId));
    assert.ok(panel);
    return panel;
  };
  const askNew = async (question: string): Promise<ChatPanel> => {
    const panel = await showNew();
    await ask(panel, question);
    assert.ok(panel.chat.serviceId);
    return panel;
  };
  /** The list as another window would load it. */
  const listAnew = async (): Promise<readonly ListedSession[]> => {
    const { container } = parley;
    const connect = async (id: string) => container.connections.connect(id);
    const catalog = new Catalog(connect, container.files, container.log);
    try {
      return await catalog.sessions(accountId, chatbotId);
    } finally {
      catalog.dispose();
    }
  };
  const discard = async (ref: SessionRef): Promise<void> => {
    const { container } = parley;
    (await container.panels()).close(ref);
    await container.chats.close(ref, true);
    await container.files.remove(ref);
    container.catalog.drop(ref);
  };
  const find = async (ref: SessionRef): Promise<ListedSession | undefined> =>
    (await listAnew()).find(({ id }) => id === ref.id);

  it("bears the user's own name, in its tab too, until that is taken back", async () => {
    const { container } = parley;
    const question = "How do I verify a webhook signature?";
    const panel = await askNew(question);
    const { ref, chat } = panel;
    await container.chats.rename(ref, "My webhook notes");
    await eventually(() => tabNames().includes("My webhook notes"));
    const renamed = await find(ref);
    assert.equal(renamed?.customTitle, "My webhook notes");
    assert.equal(renamed.title, question);
    await ask(panel, "And what are the rate limits of each plan?");
    assert.equal(chat.state.title, "My webhook notes");
    await container.chats.rename(ref, undefined);
    await eventually(() => tabNames().includes(question));
    assert.equal((await find(ref))?.customTitle, undefined);
  });

  it("keeps the name that it got before its first question", async () => {
    const panel = await showNew();
    await parley.container.chats.rename(panel.ref, "Before all");
    await ask(panel, "Which scopes can a key have?");
    assert.equal((await find(panel.ref))?.customTitle, "Before all");
    await eventually(() => tabNames().includes("Before all"));
  });

  it("stands first when it is pinned, also in another window", async () => {
    const { container } = parley;
    const sessions = await container.catalog.sessions(accountId, chatbotId);
    const last = sessions.at(-1);
    assert.ok(last && sessions.length > 1);
    const ref = { accountId, chatbotId, id: last.id };
    await commands.executeCommand("parley.pinSession", ref);
    const [first] = await container.catalog.sessions(accountId, chatbotId);
    assert.equal(first?.id, last.id);
    assert.equal((await listAnew())[0]?.id, last.id);
    await commands.executeCommand("parley.unpinSession", ref);
    assert.notEqual((await listAnew())[0]?.id, last.id);
  });

  it("is marked unread and read by hand", async () => {
    const { ref } = await askNew("What are the rate limits of each plan?");
    await commands.executeCommand("parley.markSessionUnread", ref);
    assert.equal((await find(ref))?.unread, true);
    await commands.executeCommand("parley.markSessionRead", ref);
    assert.equal((await find(ref))?.unread, false);
  });

  it("that was never sent is listed with its draft after its chat was closed, and opens with it", async () => {
    const { container } = parley;
    const panel = await showNew();
    const { ref } = panel;
    panel.insertText("half a thought");
    const panels = await container.panels();
    panels.close(ref);
    await eventually(async () => (await find(ref))?.draft === "half a thought");
    const [first] = await listAnew();
    assert.equal(first?.id, ref.id);
    assert.equal(first.serviceId, undefined);
    assert.ok(container.catalog.find(ref), "this window lists it no more");
    await panels.show(ref);
    assert.equal((await container.files.read(ref))?.draft?.text, "half a thought");
    await discard(ref);
  });

  it("that was never sent is listed after a crash, which closes nothing", async () => {
    const panel = await showNew();
    panel.insertText("typed just before the end");
    await eventually(async () => (await find(panel.ref))?.draft !== undefined);
    panel.insertText("");
    const [listed] = await listAnew();
    assert.equal(listed?.draft, "typed just before the end");
    await discard(panel.ref);
  });

  it("that was never sent is forgotten when nothing is typed", async () => {
    const { container } = parley;
    await container.catalog.sessions(accountId, chatbotId);
    const panel = await showNew();
    const { ref } = panel;
    assert.ok(container.catalog.find(ref));
    (await container.panels()).close(ref);
    await eventually(() => container.catalog.find(ref) === undefined);
    assert.equal(await find(ref), undefined);
  });

  it("that was never sent takes its draft along to another place, and stays listed", async () => {
    const { container } = parley;
    const panel = await showNew();
    const { ref } = panel;
    const panels = await container.panels();
    await panels.move("view", panels.active);
    assert.ok(container.catalog.find(ref), "moving an empty chat took it out of the list");
    panels.active?.insertText("on its way");
    await panels.move("editor", panels.active);
    assert.equal((await container.files.read(ref))?.draft?.text, "on its way");
    await panels.move("view", panels.active);
    assert.equal(panels.active?.ref.id, ref.id);
    assert.equal((await container.files.read(ref))?.draft?.text, "on its way");
    await panels.move("editor", panels.active);
    assert.ok(container.catalog.find(ref));
    assert.equal((await container.files.read(ref))?.draft?.text, "on its way");
    await discard(ref);
  });

  it("is hidden by the workspace filter unless something was asked in it here", async () => {
    const { container } = parley;
    const { tree } = container;
    assert.ok(workspaceHash());
    const { ref } = await askNew("How are retries counted?");
    await eventually(async () =>
      ((await find(ref))?.workspaces ?? []).includes(workspaceHash() ?? ""),
    );
    const all = await listAnew();
    const asked = all.filter(({ workspaces }) => workspaces.length > 0);
    assert.ok(asked.length < all.length, "no session of elsewhere");
    container.catalog.refresh({ accountId, chatbotId });
    await container.catalog.sessions(accountId, chatbotId);
    await commands.executeCommand("parley.showOnlyThisWorkspace");
    assert.equal(tree.isWorkspaceOnly, true);
    assert.deepEqual(await shownSessions(parley, chatbotId), ids(asked));
    assert.equal(parley.context.workspaceState.get("onlyThisWorkspace"), true);
    tree.setWorkspace("another");
    const [note] = await childrenOf(parley, chatbotId);
    assert.deepEqual(note?.kind === "note" && note.note, { kind: "elsewhere", count: all.length });
    await commands.executeCommand("parley.showAllWorkspaces");
    assert.deepEqual(await shownSessions(parley, chatbotId), ids(all));
    assert.equal(parley.context.workspaceState.get("onlyThisWorkspace"), undefined);
  });

  it("stands in a group where there are many, and is found there by what reveals it", async () => {
    const { container } = parley;
    const provider = await container.connections.connect(accountId);
    const { signal } = new AbortController();
    for (let index = 0; index < 11; index += 1) {
      await provider.createSession?.(chatbotId, { firstQuestion: `Question ${index}` }, signal);
    }
    container.catalog.refresh({ accountId, chatbotId });
    const sessions = await container.catalog.sessions(accountId, chatbotId);
    const pinned = sessions.at(-1);
    assert.ok(pinned);
    const ref = { accountId, chatbotId, id: pinned.id };
    await container.marks.pin(ref, true);
    const groups = await childrenOf(parley, chatbotId);
    const names = groups.map((node) => (node.kind === "group" ? node.name : node.kind));
    assert.deepEqual(names.slice(0, 2), ["pinned", "today"]);
    assert.deepEqual(
      (await shownSessions(parley, chatbotId)).toSorted((a, b) => a.localeCompare(b)),
      ids(sessions).toSorted((a, b) => a.localeCompare(b)),
    );
    const node = await findSessionRow(container, ref);
    assert.ok(node);
    const parents = [container.tree.getParent(node)];
    for (let parent = parents[0]; parent; parent = container.tree.getParent(parent))
      parents.push(container.tree.getParent(parent));
    assert.deepEqual(
      parents.map((parent) => parent?.kind),
      ["group", "chatbot", "account", undefined],
    );
    assert.equal(parents[0], groups[0]);
    await container.marks.pin(ref, false);
  });

  it("is read from its service as a document, and an export is opened again", async () => {
    const { container } = parley;
    const panel = await askNew("How do I verify a webhook signature?");
    const { ref } = panel;
    (await container.panels()).close(ref);
    await commands.executeCommand("parley.openSessionAsDocument", ref);
    const text = window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^How do I verify a webhook signature\?\n\nYou, [^\n]+:\n/);
    assert.match(text, /\nHarbor Docs, [^\n]+:\n[^]*timingSafeEqual[^]*\nSources:\n\[1\] /);

    const { readChat } = await import("../../src/host/sessions/readChat.ts");
    const { exportFormats, freeUri } = await import("../../src/host/sessions/exportFiles.ts");
    const chat = await readChat(container, ref, new AbortController().signal);
    const json = exportFormats().find(({ extension }) => extension === "json");
    const folder = Uri.joinPath(parley.context.globalStorageUri, "exports");
    const uri = await freeUri(folder, "chat", "json");
    await workspace.fs.writeFile(uri, new TextEncoder().encode(json?.write(chat)));
    assert.match((await freeUri(folder, "chat", "json")).path, /\/chat \(2\)\.json$/);
    await commands.executeCommand("parley.importSession", uri);
    const { document } = window.activeTextEditor ?? {};
    assert.equal(document?.uri.scheme, "parley-text");
    assert.equal(document.languageId, "markdown");
    assert.match(document.getText(), /\[\^1\][^]*\n\[\^1\]: /);
    await workspace.fs.delete(folder, { recursive: true });
  });
});

function ids(sessions: readonly ListedSession[]): readonly string[] {
  return sessions.map(({ id }) => id);
}

function tabNames(): readonly string[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

/** The rows below a chatbot. */
async function childrenOf({ container }: Parley, chatbotId: string): Promise<readonly TreeNode[]> {
  const { tree } = container;
  for (const account of await tree.getChildren()) {
    for (const node of await tree.getChildren(account)) {
      if (node.kind === "chatbot" && node.chatbot.id === chatbotId) {
        return await tree.getChildren(node);
      }
    }
  }
  return [];
}

/** The ids of the sessions that the tree shows below a chatbot, with or without groups. */
async function shownSessions(parley: Parley, chatbotId: string): Promise<readonly string[]> {
  const shown: string[] = [];
  const visit = async (nodes: readonly TreeNode[]): Promise<void> => {
    for (const node of nodes) {
      if (node.kind === "session") shown.push(node.ref.id);
      else await visit(await parley.container.tree.getChildren(node));
    }
  };
  await visit(await childrenOf(parley, chatbotId));
  return shown;
}
