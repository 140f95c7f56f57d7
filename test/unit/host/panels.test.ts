import type * as vscode from "vscode";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Attachment } from "../../../src/core/chat/draft.ts";
import { Chats } from "../../../src/core/chat/chats.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { type SessionRef, sessionKey } from "../../../src/host/refs/sessionRef.ts";
import { type ChatSurface, editorSurface } from "../../../src/host/panel/chatSurface.ts";
import { ChatColumn } from "../../../src/host/panel/chatColumn.ts";
import { type PanelsOptions, Panels } from "../../../src/host/panel/panels.ts";
import { editor, Memento, Uri, WebviewPanel } from "../../helpers/editor/vscode.ts";
import { knownAccount } from "../../helpers/knownAccount.ts";
import { FakeClock, MemoryLog } from "../../helpers/fakes.ts";
import { FakeProvider } from "../../helpers/fakeProvider.ts";
import { openChat } from "../../helpers/openChat.ts";

const ref: SessionRef = { accountId: "a", chatbotId: "bot", id: "s1" };
const other: SessionRef = { ...ref, id: "s2" };
const account = knownAccount();

const never = (): { dispose(): void } => ({ dispose: () => undefined });

let accounts: KnownAccount[];
let chats: Chats<SessionRef>;
/** Resolves when chats may be opened. */
let mayOpen: PromiseWithResolvers<void>;
/** How many chats were opened, or are being. */
let opening: number;
let memento: Memento;
let panels: Panels;
/** The page of the view in the side bar, where there is one. */
let sideBar: WebviewPanel | undefined;
/** What the user picks to be attached. */
let picked: PromiseWithResolvers<readonly Attachment[]>;
/** What the user chooses when asked where a question goes. */
let chosen: SessionRef | undefined;

beforeEach(() => {
  editor.reset();
  accounts = [account];
  mayOpen = Promise.withResolvers();
  mayOpen.resolve();
  picked = Promise.withResolvers();
  opening = 0;
  memento = new Memento();
  sideBar = undefined;
  chats = new Chats<SessionRef>({
    keyOf: sessionKey,
    open: async ({ chatbotId, id }, onIdle) => {
      opening += 1;
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
    catalog: { peekChatbots: () => ({ kind: "loading" }), onDidChange: never, known: () => [] },
    resources: { onDidChange: never, known: () => undefined },
    chats: { hold: async (one: SessionRef) => chats.hold(one), show: () => () => undefined },
    view: { surface: () => viewOf(sideBar), reveal: async () => undefined },
    actions: { run: async () => ({ type: "copied" }) },
    contexts: { take: async () => await picked.promise },
    chooseSession: async () => chosen,
    editor: { use: "none", onDidChange: () => ({ dispose }), dispose },
    clock: new FakeClock(),
    log: new MemoryLog(),
    extensionUri: Uri.file("/parley"),
    column: new ChatColumn({ get: () => undefined }),
    workspaceMemento: memento,
  };
  return parts as unknown as PanelsOptions;
}

function viewOf(page: WebviewPanel | undefined): ChatSurface | undefined {
  const surface = page && editorSurface(page as unknown as vscode.WebviewPanel);
  return surface && { ...surface, column: () => undefined };
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

  test("a page is told what an action answers", async () => {
    await panels.show(ref);
    const page = editor.panels[0];
    page?.say({ type: "ready" });
    page?.say({ type: "copy", key: "k" });
    await vi.waitUntil(() => page?.posted.length === 3);
    expect(page?.posted.at(-1)).toEqual({ type: "copied" });
  });

  test("a question with line breaks of Windows is no draft any more once it is sent", async () => {
    const shown = await panels.show(ref);
    const draft = shown?.chat.draft;
    draft?.set({ text: "One\r\ntwo", attachments: [] });
    // As the field of the page holds it.
    editor.panels[0]?.say({ type: "ask", text: "One\ntwo" });
    expect(draft?.value).toEqual({ text: "", attachments: [] });
  });

  test("an account that is removed takes its panels along, and no other's", async () => {
    accounts = [account, { ...account, id: "b" }];
    await panels.show(ref);
    await panels.show({ ...ref, accountId: "b" });
    panels.closeAllOf({ accountId: "a" });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("a chatbot that is deleted takes its panels along, and no other's", async () => {
    await panels.show(ref);
    await panels.show({ ...ref, chatbotId: "other" });
    panels.closeAllOf({ accountId: ref.accountId, chatbotId: ref.chatbotId });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  const columns = (): readonly unknown[] => editor.panels.map(({ viewColumn }) => viewColumn);

  test("a chat opens beside the code, and the next one with it", async () => {
    editor.seen = [{ viewColumn: 1, document: "tax.ts" }];
    await panels.show(ref);
    expect(columns()).toEqual([2]);
    // More than one column further, so that "beside" is not the same by accident.
    editor.panels[0]?.reveal(3);
    await panels.show(other);
    expect(columns()).toEqual([3, 3]);
  });

  test("without code in sight, a chat opens where the user is; output is no code", async () => {
    editor.seen = [{ viewColumn: undefined, document: "output" }];
    await panels.show(ref);
    expect(columns()).toEqual([1]);
  });

  test("a chat in the column of the code leaves it when it is opened from code, and stays otherwise", async () => {
    await panels.show(ref);
    editor.seen = [{ viewColumn: 1, document: "tax.ts" }];
    await panels.show(ref);
    expect(columns()).toEqual([1]);
    await panels.show(ref, { isFromCode: true });
    expect(columns()).not.toEqual([1]);
  });

  test("a notebook is code too", async () => {
    editor.notebooks = [{ viewColumn: 1 }];
    await panels.show(ref);
    expect(columns()).toEqual([2]);
  });

  test("whoever wants chats in the active column gets them there", async () => {
    editor.settings.set("parley.chat.openIn", "editor");
    editor.seen = [{ viewColumn: 1, document: "tax.ts" }];
    await panels.show(ref);
    await panels.show(ref, { isFromCode: true });
    expect(columns()).toEqual([1]);
  });

  test("a chat that is moved to the side bar takes the next ones along, until one is moved back", async () => {
    await panels.show(ref);
    await panels.move("view");
    expect(editor.settings.get("parley.chat.openIn")).toBe("sideBar");
    await panels.move("editor");
    expect(editor.settings.get("parley.chat.openIn")).toBeUndefined();
  });

  test("choosing another chat takes what is typed and attached there, in the same place", async () => {
    const code = { id: "1", path: "tax.ts", languageId: "typescript", text: "rate" };
    const held = await chats.hold(ref);
    await panels.show(ref);
    held.chat.draft.set({ text: "Why?", attachments: [code] });
    chosen = other;
    editor.panels[0]?.say({ type: "choose-chat" });
    await vi.waitUntil(() => panels.active?.ref.id === "s2");
    expect(panels.active?.chat.draft.value).toEqual({ text: "Why?", attachments: [code] });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([false]);
    // The other chat has kept nothing of it, and its own words are not lost when it takes some.
    expect(held.chat.draft.value).toEqual({ text: "", attachments: [] });
    held.chat.draft.type("Before.");
    chosen = ref;
    editor.panels[0]?.say({ type: "choose-chat" });
    await vi.waitUntil(() => panels.active?.ref.id === "s1");
    expect(held.chat.draft.value).toEqual({ text: "Before.\n\nWhy?", attachments: [code] });
    held.release();
  });

  test("choosing nothing, or the same chat, changes nothing", async () => {
    const from = await panels.show(ref);
    from?.chat.draft.set({ text: "Why?", attachments: [] });
    for (const one of [undefined, ref, other]) {
      chosen = one;
      editor.panels[0]?.say({ type: "choose-chat" });
    }
    await vi.waitUntil(() => panels.active?.ref.id === "s2");
    expect(panels.active?.chat.draft.value.text).toBe("Why?");
  });

  test("the chat that had the focus last is known until it is closed", async () => {
    const first = await panels.show(ref);
    const panel = editor.panels[0];
    if (panel) panel.active = false;
    expect(panels.active).toBeUndefined();
    expect(panels.last).toBe(first);
    panel?.dispose();
    expect(panels.last).toBeUndefined();
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

describe("the view in the side bar", () => {
  const snapshots = (): readonly string[] =>
    (sideBar?.posted ?? []).flatMap((message) => {
      const { type } = Object(message) as Record<string, unknown>;
      return type === "snapshot" ? [type] : [];
    });

  beforeEach(() => {
    editor.settings.set("parley.chat.openIn", "sideBar");
    sideBar = new WebviewPanel();
  });

  test("of two sessions that are opened at once, the later one is shown, and it alone", async () => {
    const [first, second] = await Promise.all([panels.show(ref), panels.show(other)]);
    expect([first, second?.ref.id]).toEqual([undefined, "s2"]);
    sideBar?.say({ type: "ready" });
    expect(snapshots()).toHaveLength(1);
    await vi.waitUntil(() => chats.all.length === 1);
  });

  test("a session that takes long to open does not take the place of a later one", async () => {
    const slow = Promise.withResolvers<void>();
    mayOpen = slow;
    const first = panels.show(ref);
    await vi.waitUntil(() => opening === 1);
    mayOpen = Promise.withResolvers();
    mayOpen.resolve();
    await panels.show(other);
    slow.resolve();
    await first;
    expect(panels.active?.ref.id).toBe("s2");
    await vi.waitUntil(() => chats.all.length === 1);
  });

  test("one that cannot be opened leaves the later one where it is", async () => {
    const gone = panels.show({ ...ref, accountId: "gone" });
    await Promise.all([gone, panels.show(other)]);
    expect([sideBar?.isClosed, editor.errors.length]).toEqual([false, 1]);
    expect(panels.active?.ref.id).toBe("s2");
  });

  test("what is attached to a chat that was replaced meanwhile stays there, and is not shown in the other", async () => {
    const first = await panels.show(ref);
    sideBar?.say({ type: "ready" });
    sideBar?.say({ type: "attach" });
    const chat = first?.chat;
    await panels.show(other);
    sideBar?.say({ type: "ready" });
    const before = sideBar?.posted.length;
    picked.resolve([{ id: "a", path: "a.ts", languageId: "ts", text: "a" }]);
    await vi.waitUntil(() => chat?.draft.value.attachments.length === 1);
    await new Promise(setImmediate);
    expect(sideBar?.posted.slice(before)).toEqual([]);
  });

  test("what the view has shown before a reload does not come in the way of what is opened now", async () => {
    const showing = panels.show(other);
    await panels.restoreView({ restore: { ref, chatbot: { name: "Bot", canCite: false } } });
    await showing;
    sideBar?.say({ type: "ready" });
    expect([panels.active?.ref.id, snapshots().length]).toEqual(["s2", 1]);
  });
});
