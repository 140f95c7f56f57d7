import { moveChat } from "../../../src/host/panel/chatCommands.ts";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { ChatView } from "../../../src/host/panel/chatView.ts";
import { editor, WebviewPanel } from "../../helpers/editor/vscode.ts";
import { ManualClock } from "../../helpers/fakes.ts";
import { other, PanelsBench, ref } from "../../helpers/panelsBench.ts";

let bench: PanelsBench;

beforeEach(() => {
  editor.reset();
  bench = new PanelsBench();
});

describe("the view in the side bar", () => {
  const snapshots = (): readonly string[] =>
    (bench.sideBar?.posted ?? []).flatMap((message) => {
      const { type } = Object(message) as Record<string, unknown>;
      return type === "snapshot" ? [type] : [];
    });

  beforeEach(() => {
    editor.settings.set("parley.chat.openIn", "sideBar");
    bench.sideBar = new WebviewPanel();
  });

  test("of two sessions that are opened at once, the later one is shown, and it alone", async () => {
    const [first, second] = await Promise.all([bench.panels.show(ref), bench.panels.show(other)]);
    expect([first, second?.ref.id]).toEqual([undefined, "s2"]);
    bench.sideBar?.say({ type: "ready" });
    expect(snapshots()).toHaveLength(1);
    await vi.waitUntil(() => bench.chats.all.length === 1);
  });

  test("a session that takes long to open does not take the place of a later one", async () => {
    const slow = Promise.withResolvers<void>();
    bench.mayOpen = slow;
    const first = bench.panels.show(ref);
    await vi.waitUntil(() => bench.opening === 1);
    bench.mayOpen = Promise.withResolvers();
    bench.mayOpen.resolve();
    await bench.panels.show(other);
    slow.resolve();
    await first;
    expect(bench.panels.active?.ref.id).toBe("s2");
    await vi.waitUntil(() => bench.chats.all.length === 1);
  });

  test("one that cannot be opened leaves the later one where it is", async () => {
    const gone = bench.panels.show({ ...ref, accountId: "gone" });
    await Promise.all([gone, bench.panels.show(other)]);
    expect([bench.sideBar?.isClosed, editor.errors.length]).toEqual([false, 1]);
    expect(bench.panels.active?.ref.id).toBe("s2");
  });

  test("its title moves the chat that is in it, also beside another one among the editors", async () => {
    await bench.panels.show(ref);
    editor.settings.delete("parley.chat.openIn");
    await bench.panels.show(other);
    expect(bench.panels.active?.ref).toEqual(other);
    const deps = { panels: async () => bench.panels };
    await moveChat(deps, "editor", { argument: undefined, isFromView: true });
    expect(editor.panels.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    expect(bench.sideBar?.isClosed).toBe(true);
    expect(bench.panels.shown.map(({ ref: { id } }) => id)).toEqual(["s2", "s1"]);
  });

  test("chats that were shown in it before hear nothing of it any more", async () => {
    await bench.panels.show(ref);
    await bench.panels.show(other);
    await bench.panels.show(ref);
    const active: string[] = [];
    bench.panels.onDidChangeActive(({ id }) => active.push(id));
    bench.sideBar?.changeState();
    expect(active).toEqual(["s1"]);
  });

  test("what is attached to a chat that was replaced meanwhile stays there, and is not shown in the other", async () => {
    const first = await bench.panels.show(ref);
    bench.sideBar?.say({ type: "ready" });
    bench.sideBar?.say({ type: "attach" });
    const chat = first?.chat;
    const second = await bench.panels.show(other);
    await vi.waitUntil(() => second?.chat.state.history.kind === "ready");
    bench.sideBar?.say({ type: "ready" });
    const before = bench.sideBar?.posted.length;
    bench.picked.resolve([{ id: "a", path: "a.ts", languageId: "ts", text: "a" }]);
    await vi.waitUntil(() => chat?.draft.value.attachments.length === 1);
    await new Promise(setImmediate);
    expect(bench.sideBar?.posted.slice(before)).toEqual([]);
  });

  test("says what opens a chat where it has none to bring back, until one is opened", async () => {
    const gone = { ref: { ...ref, accountId: "gone" }, chatbot: { name: "Bot", canCite: false } };
    const page = (): string => bench.sideBar?.webview.html ?? "";
    for (const state of [undefined, { restore: gone }]) {
      bench.sideBar = new WebviewPanel();
      await bench.panels.restoreView(state);
      expect(page()).toMatch(/No chat is open here[^]*command:parley\.newSession/);
    }
    await bench.panels.show(ref);
    expect(page()).not.toContain("No chat is open here");
    await bench.panels.restoreView(undefined);
    expect(page()).not.toContain("No chat is open here");
  });

  test("says nothing of that while one is being opened there", async () => {
    bench.isViewAwaited = true;
    await bench.panels.restoreView(undefined);
    expect(bench.sideBar?.webview.html).toBe("");
  });

  test("what the view has shown before a reload does not come in the way of what is opened now", async () => {
    const showing = bench.panels.show(other);
    await bench.panels.restoreView({ restore: { ref, chatbot: { name: "Bot", canCite: false } } });
    await showing;
    bench.sideBar?.say({ type: "ready" });
    expect([bench.panels.active?.ref.id, snapshots().length]).toEqual(["s2", 1]);
  });
});

describe("the view itself", () => {
  const make = (): WebviewPanel => {
    const page = new WebviewPanel();
    editor.viewProvider?.resolveWebviewView(page, { state: undefined });
    return page;
  };
  const webview = (view: ChatView) => view.surface()?.webview as unknown;

  test("is there once the editor has made it, also anew", async () => {
    const view = new ChatView(new ManualClock());
    const first = view.reveal();
    await vi.waitUntil(() => editor.executed.length === 2);
    expect(view.isAwaited).toBe(true);
    const old = make();
    await first;
    expect(webview(view)).toBe(old.webview);
    expect(view.isAwaited).toBe(false);
    // It goes only when the editor is asked for it.
    editor.onCommand = () => old.dispose();
    let isThere = false;
    const second = view.reveal().then(() => (isThere = true));
    await vi.waitUntil(() => editor.executed.length === 4);
    await new Promise(setImmediate);
    expect(isThere).toBe(false);
    const page = make();
    await second;
    expect(webview(view)).toBe(page.webview);
  });

  test("is the newer one where the older one ends later", () => {
    const view = new ChatView(new ManualClock());
    const [old, page] = [make(), make()];
    old.dispose();
    expect(webview(view)).toBe(page.webview);
  });

  test("is not waited for without end: what was to be shown there opens elsewhere", async () => {
    const clock = new ManualClock();
    const view = new ChatView(clock);
    const revealing = view.reveal();
    await vi.waitUntil(() => editor.executed.length === 2);
    await new Promise(setImmediate);
    clock.advance(60_000);
    await revealing;
    expect(view.surface()).toBeUndefined();
  });
});
