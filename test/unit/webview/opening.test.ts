import { render } from "lit";
import { beforeEach, expect, test } from "vitest";
import { posted } from "../../helpers/panelPage.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import { emptyPanel, fold, type PanelState } from "../../../webview/panelState.ts";

const { openingView } = await import("../../../webview/view/opening.ts");

const introduction = {
  description: "Knows <b>much</b>.",
  knowledge: ["Documents: 3"],
  sessions: [{ id: "s1", title: "Webhooks", age: "2 days ago" }],
};

beforeEach(() => posted.splice(0));

function show(state: PanelState): HTMLElement {
  const root = document.createElement("div");
  if (state.about)
    render(
      openingView(state, state.about, () => undefined),
      root,
    );
  return root;
}

const shown = (root: HTMLElement, selector: string): string =>
  (root.querySelector(selector)?.textContent ?? "").replaceAll(/\s+/g, " ").trim();

test("an empty chat says who answers, for which service, and what it knows", () => {
  const root = show(fold(emptyPanel, { ...emptySnapshot, introduction }));
  expect(shown(root, "h2")).toBe("Bot");
  const facts = [...root.querySelectorAll(".facts li")].map((fact) => fact.textContent);
  expect(facts).toEqual(["Service", "Documents: 3"]);
  expect(shown(root, ".who-answers")).toContain("Knows <b>much</b>.");
  expect(shown(root, ".welcome")).toBe("Ask Bot the first question.");
  const section = root.querySelector("section");
  expect(root.querySelector(`#${section?.getAttribute("aria-labelledby")}`)?.tagName).toBe("H2");
});

test("the last sessions are a list of links that open them", () => {
  const root = show(fold(emptyPanel, { ...emptySnapshot, introduction }));
  expect(shown(root, ".recent li")).toBe("Webhooks 2 days ago");
  root.querySelector<HTMLElement>(".recent button")?.click();
  expect(posted).toEqual([{ type: "open-session", id: "s1" }]);
});

test("what is known later is taken over, and what is not known leaves no gap", () => {
  const before = fold(emptyPanel, emptySnapshot);
  const root = show(before);
  expect(root.querySelector(".recent")).toBeNull();
  expect(shown(root, ".facts")).toBe("Service");
  const after = show(fold(before, { type: "introduction", introduction }));
  expect(shown(after, ".recent li")).toContain("Webhooks");
  expect(show(fold(before, emptySnapshot)).querySelector(".recent")).toBeNull();
});

test("what can be attached is asked of the host", () => {
  const root = show(fold(emptyPanel, emptySnapshot));
  root.querySelector<HTMLElement>(".attach-hint button")?.click();
  expect(posted).toEqual([{ type: "attach" }]);
});
