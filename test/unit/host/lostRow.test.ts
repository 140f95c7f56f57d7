import { expect, test } from "vitest";
import { isRowLost } from "../../../src/host/tree/lostRow.ts";

test.each([
  ["a row that VS Code has lost", [undefined, undefined], true],
  ["several of them", [undefined, [undefined, undefined]], true],
  ["a row", [{ kind: "chatbot" }, undefined], false],
  ["a file among others", [{ path: "a" }, [{ path: "a" }, { path: "b" }]], false],
  ["the palette or a key", [], false],
  ["the title of a webview", [undefined], false],
  ["the tab of an editor without a file", [undefined, { groupId: 1 }], false],
])("what VS Code gives for %s", (_what, given, isLost) => {
  expect(isRowLost(given)).toBe(isLost);
});
