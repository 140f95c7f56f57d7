import { render } from "lit";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import "../../helpers/panelPage.ts";
import { Store } from "../../../webview/store.ts";
import { keepFocus } from "../../../webview/view/keepFocus.ts";
import type { PanelParts } from "../../../webview/view/panel.ts";

const { Composer } = await import("../../../webview/view/composer.ts");
const { Finder } = await import("../../../webview/find/finder.ts");
const { panelView } = await import("../../../webview/view/panel.ts");

let root: HTMLElement;
let store: Store;
let parts: PanelParts;

beforeEach(() => {
  vi.stubGlobal("CSS", { highlights: new Map() });
  root = document.createElement("div");
  document.body.append(root);
  store = new Store(() => undefined);
  const finder = new Finder(store, () => undefined);
  finder.afterDraw = () => undefined;
  parts = {
    store,
    composer: new Composer(store),
    finder,
    scroller: { attach: () => undefined } as unknown as PanelParts["scroller"],
    menu: {} as PanelParts["menu"],
    jumpToLatest: () => undefined,
  };
  const attachments = [{ id: "a", path: "a.ts", languageId: "ts", text: "a" }];
  const message = { key: "k", role: "assistant", text: "A", recordId: "r" } as const;
  store.receive({
    ...emptySnapshot,
    draft: { text: "", attachments },
    state: { ...emptySnapshot.state, messages: [message] },
  });
  store.followEnd();
  draw();
});

afterEach(() => {
  root.remove();
  vi.unstubAllGlobals();
});

function draw(): void {
  keepFocus(
    () => render(panelView(parts), root),
    () => parts.composer.focus(),
  );
}

function focus(selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`there is no ${selector}`);
  element.focus();
  return element;
}

describe("the keyboard, when the button that it has pressed goes", () => {
  test("is in the field after Find is closed", () => {
    parts.finder.open();
    draw();
    focus(".find [aria-label='Close']").click();
    draw();
    expect(document.activeElement?.localName).toBe("textarea");
  });

  test("is in the field after an attachment is removed", () => {
    focus("[aria-label='Remove a.ts']");
    store.receive({
      type: "draft",
      draft: { text: "", attachments: [] },
      focus: false,
      setsText: false,
    });
    draw();
    expect(document.activeElement?.localName).toBe("textarea");
  });

  test("is in the field after messages were selected", () => {
    store.select("begin");
    draw();
    focus("input[type=checkbox]");
    store.select("end");
    draw();
    expect(document.activeElement?.localName).toBe("textarea");
  });
});

test("the keyboard stays where it is while that is there, and is not fetched from elsewhere", () => {
  const log = focus("[role=log]");
  store.select("begin");
  draw();
  expect(document.activeElement?.className).toBe(log.className);
  log.blur();
  store.select("end");
  draw();
  expect(document.activeElement?.localName).toBe("body");
});

test("a message that goes while it is read does not move the reader to the field", () => {
  focus("article");
  store.receive({
    type: "events",
    sequence: 1,
    events: [{ type: "messages-replaced", keys: ["k"], by: [] }],
  });
  draw();
  expect(document.activeElement?.localName).toBe("body");
});
