import type * as vscode from "vscode";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Chats } from "../../../src/core/chat/chats.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { type SessionRef, sessionKey } from "../../../src/host/refs/sessionRef.ts";
import { type PanelsOptions, Panels } from "../../../src/host/panel/panels.ts";
import { editor, Memento, Uri, WebviewPanel } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { openChat } from "../../helpers/openChat.ts";

const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };
const other: SessionRef = { ...ref, id: "s2" };
const account = knownAccount();

let accounts: KnownAccount[];
let chats: Chats<SessionRef>;
/** Resolves when chats may be opened. */
let mayOpen: PromiseWithResolvers<void>;
let memento: Memento;
let panels: Panels;

beforeEach(() => {
  editor.reset();
  accounts = [account];
  mayOpen = Promise.withResolvers();
  mayOpen.resolve();
  memento = new Memento();
  chats = new Chats<SessionRef>({
    keyOf: sessionKey,
    open: async ({ chatbotId, id }, onIdle) => {
      await mayOpen.promise;
      const address = { chatbotId, sessionId: id };
      const { chat } = await openChat({ connect: async () => new FakeProvider(), address, onIdle });
      return chat;
    },
  });
  panels = new Panels(optionsOf());
});

/** Only what panels use of each part. */
function optionsOf(): PanelsOptions {
  const dispose = (): void => undefined;
  const parts = {
    accounts: { find: async (id: string) => accounts.find((one) => one.id === id) },
    catalog: { peekChatbots: () => ({ kind: "loading" }) },
    chats: { hold: async (one: SessionRef) => chats.hold(one), show: () => () => undefined },
    view: { surface: () => undefined },
    actions: {},
    contexts: {},
    editor: { use: "none", onDidChange: () => ({ dispose }), dispose },
    clock: new FakeClock(),
    log: new MemoryLog(),
    extensionUri: Uri.file("/parley"),
    memento: new Memento(),
    workspaceMemento: memento,
  };
  return parts as unknown as PanelsOptions;
}

const restore = async (panel: WebviewPanel, state: unknown): Promise<void> =>
  panels.restore(panel as unknown as vscode.WebviewPanel, state);

describe("the panels of a window", () => {
  test("two clicks on one session are one panel, also while it opens", async () => {
    const [first, second] = await Promise.all([panels.show(ref), panels.show(ref)]);
    expect(first).toBeDefined();
    expect(second).toBe(first);
    expect(await panels.show(ref)).toBe(first);
    expect(editor.panels).toHaveLength(1);
    await panels.show(other);
    expect(editor.panels).toHaveLength(2);
  });

  test("a tab that is closed while its chat opens leaves nothing open, and is no failure", async () => {
    mayOpen = Promise.withResolvers();
    const showing = panels.show(ref);
    await vi.waitUntil(() => editor.panels.length === 1);
    editor.panels[0]?.dispose();
    mayOpen.resolve();
    expect(await showing).toBeUndefined();
    await vi.waitUntil(() => chats.all.length === 0);
    expect(editor.errors).toEqual([]);
    // The next click opens it as if nothing had been.
    expect(await panels.show(ref)).toBeDefined();
    expect(editor.panels).toHaveLength(2);
  });

  test("closing a tab lets go of its chat", async () => {
    const shown = await panels.show(ref);
    expect(chats.all).toHaveLength(1);
    expect(panels.active).toBe(shown);
    editor.panels[0]?.dispose();
    expect(panels.active).toBeUndefined();
    await vi.waitUntil(() => chats.all.length === 0);
  });

  test("what cannot be opened is said once, and its tab closes", async () => {
    accounts = [];
    expect(await panels.show(ref)).toBeUndefined();
    expect(editor.panels[0]?.isClosed).toBe(true);
    expect(editor.errors).toHaveLength(1);
  });

  test("a tab that comes back after a reload without its account closes without a word", async () => {
    const known = new WebviewPanel();
    await restore(known, { restore: { ref, chatbot: { name: "Bot", canCite: false } } });
    expect(panels.active?.ref).toEqual(ref);
    const orphan = new WebviewPanel();
    await restore(orphan, { restore: { ref: { ...other, accountId: "gone" } } });
    const empty = new WebviewPanel();
    await restore(empty, "nothing of ours");
    expect([known, orphan, empty].map(({ isClosed }) => isClosed)).toEqual([false, true, true]);
    expect(editor.errors).toEqual([]);
  });

  test("an account that is removed takes its panels along, and no other's", async () => {
    accounts = [account, { ...account, id: "b" }];
    await panels.show(ref);
    await panels.show({ ...ref, accountId: "b" });
    panels.closeAccount("a");
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("which chats are shown is remembered for a window that ends suddenly", async () => {
    await panels.show(ref);
    await panels.show(other);
    const shown = (): readonly string[] => {
      const value = memento.get("shownChats") as
        | { readonly chats: readonly { readonly ref: SessionRef }[] }
        | undefined;
      return value?.chats.map((one) => one.ref.id) ?? [];
    };
    await vi.waitUntil(() => shown().join() === "s1,s2");
    editor.panels[0]?.dispose();
    await vi.waitUntil(() => shown().join() === "s2");
  });
});
