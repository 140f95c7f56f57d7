import { render } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import "../../helpers/panelPage.ts";
import { Store } from "../../../webview/store.ts";
import type { PanelParts } from "../../../webview/view/panel.ts";

const { Composer } = await import("../../../webview/view/composer.ts");
const { Finder } = await import("../../../webview/find/finder.ts");
const { panelView } = await import("../../../webview/view/panel.ts");

let root: HTMLElement;
let store: Store;
let parts: PanelParts;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  root = document.createElement("div");
  store = new Store(() => undefined);
  parts = {
    store,
    composer: new Composer(store),
    finder: new Finder(store, () => undefined),
    scroller: { attach: () => undefined } as unknown as PanelParts["scroller"],
    menu: {} as PanelParts["menu"],
    jumpToLatest: () => undefined,
  };
});

afterEach(() => vi.useRealTimers());

test("a message of today is one of yesterday on the next day", () => {
  const evening = new Date(2026, 4, 5, 22, 30);
  vi.setSystemTime(evening);
  const message = { key: "k", role: "assistant", text: "A", createdAt: evening.getTime() } as const;
  store.receive({ ...emptySnapshot, state: { ...emptySnapshot.state, messages: [message] } });
  store.followEnd();
  const shown = (): string | undefined => {
    render(panelView(parts), root);
    return root.querySelector("time")?.textContent?.trim();
  };
  expect(shown()).not.toContain("Yesterday");
  vi.setSystemTime(new Date(2026, 4, 6, 8, 0));
  expect(shown()).toContain("Yesterday");
});
