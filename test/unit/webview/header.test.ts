import { render } from "lit";
import { expect, test } from "vitest";
import type { Capabilities } from "../../../src/core/provider.ts";
import type { Finder } from "../../../webview/find/finder.ts";
import { Store } from "../../../webview/store.ts";
import { posted } from "../../helpers/panelPage.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";

const { headerView, selectionView } = await import("../../../webview/view/header.ts");

/** The names of the buttons at the top of the panel. */
function buttons(capabilities: Partial<Capabilities>, humanMode: boolean): readonly unknown[] {
  const { about, state } = emptySnapshot;
  const facts = { ...about, capabilities: { ...about.capabilities, ...capabilities } };
  const store = new Store(() => undefined);
  store.receive({ ...emptySnapshot, state: { ...state, humanMode }, about: facts });
  const root = document.createElement("div");
  render(headerView(store, {} as Finder, facts), root);
  return [...root.querySelectorAll("button")].map((one) => one.getAttribute("aria-label"));
}

test("a human can reply where people answer and the service lets them", () => {
  expect(buttons({ replyAsHuman: true }, true)).toContain("Reply as a human");
  expect(buttons({ replyAsHuman: true }, false)).not.toContain("Reply as a human");
  expect(buttons({ replyAsHuman: false }, true)).not.toContain("Reply as a human");
});

test("what is selected and gone since then is not counted, and not deleted", () => {
  const messages = ["a", "b"].map((key) => ({ key, role: "assistant", text: key }) as const);
  const store = new Store(() => undefined);
  store.receive({ ...emptySnapshot, state: { ...emptySnapshot.state, messages } });
  store.select("begin");
  store.select({ toggle: "a" });
  store.select({ toggle: "b" });
  const gone = { type: "messages-replaced", keys: ["a"], by: [] } as const;
  store.receive({ type: "events", sequence: 1, events: [gone] });
  const root = document.createElement("div");
  render(selectionView(store), root);
  const [remove] = root.querySelectorAll<HTMLElement>("vscode-button");
  expect(remove?.textContent).toBe("Delete 1 selected");
  posted.length = 0;
  remove?.click();
  expect(posted).toEqual([{ type: "delete-messages", keys: ["b"] }]);
});
