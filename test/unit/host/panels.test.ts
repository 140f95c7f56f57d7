import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChatPanel } from "../../../src/host/panel/chatPanel.ts";
import type { KnownAccount } from "../../../src/host/refs/knownAccount.ts";
import { reopenChats } from "../../../src/host/panel/reopenChats.ts";
import type { SessionRef } from "../../../src/host/refs/sessionRef.ts";
import type { HostMessage } from "../../../src/protocol/frames.ts";
import { emptyPanel, fold } from "../../../webview/panelState.ts";
import { editor, WebviewPanel, window } from "../../helpers/editor/vscode.ts";
import { account, other, PanelsBench, ref } from "../../helpers/panelsBench.ts";

let bench: PanelsBench;

beforeEach(() => {
  editor.reset();
  bench = new PanelsBench();
});

describe("the panels of a window", () => {
  test("two clicks on one session are one panel, also while it opens", async () => {
    const [first, second] = await Promise.all([bench.panels.show(ref), bench.panels.show(ref)]);
    expect(first).toBeDefined();
    expect(second).toBe(first);
    expect(await bench.panels.show(ref)).toBe(first);
    expect(editor.panels).toHaveLength(1);
    await bench.panels.show(other);
    expect(editor.panels).toHaveLength(2);
  });

  test("a tab that is closed while its chat opens leaves nothing open, and is no failure", async () => {
    bench.mayOpen = Promise.withResolvers();
    const showing = bench.panels.show(ref);
    await vi.waitUntil(() => editor.panels.length === 1);
    editor.panels[0]?.dispose();
    bench.mayOpen.resolve();
    expect(await showing).toBeUndefined();
    await vi.waitUntil(() => bench.chats.all.length === 0);
    expect(editor.errors).toEqual([]);
    // The next click opens it as if nothing had been.
    expect(await bench.panels.show(ref)).toBeDefined();
    expect(editor.panels).toHaveLength(2);
  });

  test("a chat whose history takes long is there for code at once, and again after its tab was closed", async () => {
    bench.mayLoad = Promise.withResolvers();
    // Something else goes on with it.
    await bench.chats.hold(ref);
    let shown: ChatPanel | undefined;
    void bench.panels.show(ref).then((panel) => (shown = panel));
    await vi.waitUntil(() => bench.panels.active);
    await new Promise(setImmediate);
    expect(shown).toBe(bench.panels.active);
    editor.panels[0]?.dispose();
    void bench.panels.show(ref);
    await vi.waitUntil(() => bench.panels.active);
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("closing a tab lets go of its chat", async () => {
    const shown = await bench.panels.show(ref);
    expect(bench.chats.all).toHaveLength(1);
    expect(bench.panels.active).toBe(shown);
    editor.panels[0]?.dispose();
    expect(bench.panels.active).toBeUndefined();
    await vi.waitUntil(() => bench.chats.all.length === 0);
  });

  test("what cannot be opened is said once, and its tab closes", async () => {
    bench.accounts = [];
    expect(await bench.panels.show(ref)).toBeUndefined();
    expect(editor.panels[0]?.isClosed).toBe(true);
    expect(editor.errors).toEqual(["The account of this session was removed."]);
  });

  test("a tab that comes back after a reload without its account closes without a word", async () => {
    const known = new WebviewPanel();
    await bench.restore(known, { restore: { ref, chatbot: { name: "Bot", canCite: false } } });
    expect(bench.panels.active?.ref).toEqual(ref);
    const orphan = new WebviewPanel();
    await bench.restore(orphan, { restore: { ref: { ...other, accountId: "gone" } } });
    const empty = new WebviewPanel();
    await bench.restore(empty, "nothing of ours");
    expect([known, orphan, empty].map(({ isClosed }) => isClosed)).toEqual([false, true, true]);
    expect(editor.errors).toEqual([]);
  });

  test("a tab that another build has left comes back, whatever that build knew of its chatbot", async () => {
    const panel = new WebviewPanel();
    await bench.restore(panel, { restore: { ref, chatbotName: "Bot" } });
    const late = new WebviewPanel();
    const chatbot = { name: "Bot", canCite: "pages", rateLimit: { perDay: 5 } };
    await bench.restore(late, { restore: { ref: other, chatbot } });
    expect([panel, late].map(({ isClosed }) => isClosed)).toEqual([false, false]);
  });

  test("a tab that comes back for a session that is open elsewhere by now leads there", async () => {
    const saved = { restore: { ref, chatbot: { name: "Bot", canCite: false } } };
    const shown = await bench.panels.show(ref);
    const late = new WebviewPanel();
    await bench.restore(late, saved);
    expect([late.isClosed, editor.panels[0]?.isClosed]).toEqual([true, false]);
    expect(bench.panels.active).toBe(shown);
    // The same where both come at once.
    const [opened, together] = [bench.panels.show(other), new WebviewPanel()];
    await bench.restore(together, { restore: { ...saved.restore, ref: other } });
    expect([together.isClosed, editor.panels[1]?.isClosed]).toEqual([true, false]);
    expect(bench.panels.active).toBe(await opened);
    expect(editor.errors).toEqual([]);
  });

  test("a tab that is closed while it comes back leaves nothing open, and is no failure", async () => {
    const panel = new WebviewPanel();
    const restoring = bench.restore(panel, {
      restore: { ref, chatbot: { name: "Bot", canCite: false } },
    });
    panel.dispose();
    await restoring;
    expect([bench.panels.active, bench.chats.all, editor.errors]).toEqual([undefined, [], []]);
  });

  test("a chat follows its account, which may be renamed and get a key for more of its service", async () => {
    await bench.panels.show(ref);
    const [page] = editor.panels as [WebviewPanel];
    page.say({ type: "ready" });
    const about = () => (page.posted as HostMessage[]).reduce(fold, emptyPanel).about;
    const capabilities = { ...account.provider.capabilities, react: undefined };
    const provider = { ...account.provider, capabilities } as unknown as KnownAccount["provider"];
    bench.accounts = [{ ...account, label: "Yours", provider }];
    bench.accountsChanged.fire();
    await vi.waitUntil(() => about()?.accountLabel === "Yours");
    expect(about()?.capabilities).toEqual(provider.capabilities);
  });

  test("a page is told what an action answers", async () => {
    await bench.panels.show(ref);
    const page = editor.panels[0];
    page?.say({ type: "ready" });
    page?.say({ type: "copy", key: "k" });
    await vi.waitFor(() => expect(page?.posted).toContainEqual({ type: "copied" }));
  });

  test("a question with line breaks of Windows is no draft any more once it is sent", async () => {
    const shown = await bench.panels.show(ref);
    const draft = shown?.chat.draft;
    draft?.set({ text: "One\r\ntwo", attachments: [] });
    // As the field of the page holds it.
    editor.panels[0]?.say({ type: "ask", text: "One\ntwo" });
    expect(draft?.value).toEqual({ text: "", attachments: [] });
  });

  test("an account that is removed takes its panels along, and no other's", async () => {
    bench.accounts = [account, { ...account, id: "b" }];
    await bench.panels.show(ref);
    await bench.panels.show({ ...ref, accountId: "b" });
    bench.panels.closeAllOf({ accountId: "a" });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("a chatbot that is deleted takes its panels along, and no other's", async () => {
    await bench.panels.show(ref);
    await bench.panels.show({ ...ref, chatbotId: "other" });
    bench.panels.closeAllOf({ accountId: ref.accountId, chatbotId: ref.chatbotId });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  const columns = (): readonly unknown[] => editor.panels.map(({ viewColumn }) => viewColumn);

  test("a chat opens beside the code, and the next one with it", async () => {
    editor.seen = [{ viewColumn: 1, document: "tax.ts" }];
    await bench.panels.show(ref);
    expect(columns()).toEqual([2]);
    // More than one column further, so that "beside" is not the same by accident.
    editor.panels[0]?.reveal(3);
    await bench.panels.show(other);
    expect(columns()).toEqual([3, 3]);
  });

  test("without code in sight, a chat opens where the user is; output is no code", async () => {
    editor.seen = [{ viewColumn: undefined, document: "output" }];
    await bench.panels.show(ref);
    expect(columns()).toEqual([1]);
  });

  test("a chat in the column of the code leaves it when it is opened from code, and stays otherwise", async () => {
    await bench.panels.show(ref);
    editor.seen = [{ viewColumn: 1, document: "tax.ts" }];
    await bench.panels.show(ref);
    expect(columns()).toEqual([1]);
    await bench.panels.show(ref, { isFromCode: true });
    expect(columns()).not.toEqual([1]);
  });

  test("a notebook is code too", async () => {
    editor.notebooks = [{ viewColumn: 1 }];
    await bench.panels.show(ref);
    expect(columns()).toEqual([2]);
  });

  test("whoever wants chats in the active column gets them there", async () => {
    editor.settings.set("parley.chat.openIn", "editor");
    editor.seen = [{ viewColumn: 1, document: "tax.ts" }];
    await bench.panels.show(ref);
    await bench.panels.show(ref, { isFromCode: true });
    expect(columns()).toEqual([1]);
  });

  test("a chat that is moved to the side bar takes the next ones along, until one is moved back", async () => {
    await bench.panels.show(ref);
    await bench.panels.move("view", bench.panels.active);
    expect(editor.settings.get("parley.chat.openIn")).toBe("sideBar");
    await bench.panels.move("editor", bench.panels.active);
    expect(editor.settings.get("parley.chat.openIn")).toBeUndefined();
  });

  test("choosing another chat takes what is typed and attached there, in the same place", async () => {
    const code = { id: "1", path: "tax.ts", languageId: "typescript", text: "rate" };
    const held = await bench.chats.hold(ref);
    await bench.panels.show(ref);
    held.chat.draft.set({ text: "Why?", attachments: [code] });
    bench.chosen = other;
    editor.panels[0]?.say({ type: "choose-chat" });
    await vi.waitUntil(() => bench.panels.active?.ref.id === "s2");
    expect(bench.panels.active?.chat.draft.value).toEqual({ text: "Why?", attachments: [code] });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([false]);
    // The other chat has kept nothing of it, and its own words are not lost when it takes some.
    expect(held.chat.draft.value).toEqual({ text: "", attachments: [] });
    held.chat.draft.type("Before.");
    bench.chosen = ref;
    editor.panels[0]?.say({ type: "choose-chat" });
    await vi.waitUntil(() => bench.panels.active?.ref.id === "s1");
    expect(held.chat.draft.value).toEqual({ text: "Before.\n\nWhy?", attachments: [code] });
    held.release();
  });

  test("a chat that is being opened when it is chosen takes what is typed, and is shown once", async () => {
    const from = await bench.panels.show(ref);
    from?.chat.draft.set({ text: "Why?", attachments: [] });
    bench.mayOpen = Promise.withResolvers();
    const opening = bench.panels.show(other);
    await vi.waitUntil(() => bench.opening === 2);
    bench.chosen = other;
    editor.panels[0]?.say({ type: "choose-chat" });
    await new Promise(setImmediate);
    bench.mayOpen.resolve();
    const shown = await opening;
    await vi.waitUntil(() => shown?.chat.draft.value.text === "Why?");
    expect(from?.chat.draft.value.text).toBe("");
    // The one that was left is still there.
    expect(bench.chats.find(ref)).toBe(from?.chat);
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([false, false]);
  });

  test("a chat that is opened while it is moved is shown once", async () => {
    await bench.panels.show(ref);
    await Promise.all([bench.panels.move("editor", bench.panels.active), bench.panels.show(ref)]);
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("choosing nothing, or the same chat, changes nothing", async () => {
    const from = await bench.panels.show(ref);
    from?.chat.draft.set({ text: "Why?", attachments: [] });
    for (const one of [undefined, ref, other]) {
      bench.chosen = one;
      editor.panels[0]?.say({ type: "choose-chat" });
    }
    await vi.waitUntil(() => bench.panels.active?.ref.id === "s2");
    expect(bench.panels.active?.chat.draft.value.text).toBe("Why?");
  });

  test("the chat that had the focus last is known until it is closed", async () => {
    const first = await bench.panels.show(ref);
    const panel = editor.panels[0];
    if (panel) panel.active = false;
    expect(bench.panels.active).toBeUndefined();
    expect(bench.panels.last).toBe(first);
    panel?.dispose();
    expect(bench.panels.last).toBeUndefined();
  });

  test("which chats are shown is remembered for a window that ends suddenly", async () => {
    await bench.panels.show(ref);
    await bench.panels.show(other);
    const shown = (): readonly string[] => {
      const value = bench.memento.get("shownChats") as
        | { readonly chats: readonly { readonly ref: SessionRef }[] }
        | undefined;
      return value?.chats.map((one) => one.ref.id) ?? [];
    };
    await vi.waitUntil(() => shown().join() === "s1,s2");
    editor.panels[0]?.dispose();
    await vi.waitUntil(() => shown().join() === "s2");
  });
});

describe("chats that are opened again because the extension host has ended", () => {
  const { close } = window.tabGroups;
  beforeEach(() => {
    window.tabGroups.close = async () => {
      for (const panel of editor.panels) panel.dispose();
      return true;
    };
  });
  afterEach(() => {
    window.tabGroups.close = close;
  });

  test("take none along that was opened since", async () => {
    const since = await bench.panels.show(other);
    since?.chat.draft.set({ text: "Why?", attachments: [] });
    const chatbot = { name: "Bot", canCite: false };
    await reopenChats(bench.panels, [{ ref, chatbot, column: 3 }]);
    expect(editor.panels.map(({ isClosed, viewColumn }) => [isClosed, viewColumn])).toEqual([
      [true, 1],
      [false, 3],
      [false, 1],
    ]);
    expect(bench.panels.active?.ref.id).toBe("s2");
  });

  test("are where they were", async () => {
    await reopenChats(bench.panels, [{ ref, chatbot: { name: "", canCite: true }, column: 3 }]);
    expect(editor.panels.map(({ viewColumn }) => viewColumn)).toEqual([3]);
  });
});
