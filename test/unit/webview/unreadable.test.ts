import { render } from "lit";
import { expect, test } from "vitest";
import { emptyPanel, fold, type PanelState } from "../../../webview/panelState.ts";
import { unreadableView } from "../../../webview/view/unreadable.ts";

function shown(panel: PanelState): Element {
  const root = document.createElement("div");
  render(unreadableView(panel), root);
  return root;
}

test("what could not be read is counted in a note, until it can be read", () => {
  expect(shown(emptyPanel).childElementCount).toBe(0);
  const counts = [1, 3, 0];
  const notes = counts.map((count, index) => {
    const events = [{ type: "unreadable-counted", count } as const];
    const panel = fold(
      { ...emptyPanel, sequence: index },
      {
        type: "events",
        sequence: index + 1,
        events,
      },
    );
    return shown(panel).querySelector("[role=note]")?.textContent;
  });
  expect(notes).toEqual([
    "1 message could not be read.",
    "3 messages could not be read.",
    undefined,
  ]);
});
