import { beforeEach, expect, test } from "vitest";
import { changeFontSize, readPanelSettings } from "../../../src/host/panel/panelSettings.ts";
import { editor } from "../../helpers/editor/vscode.ts";

beforeEach(() => editor.reset());

test("steps of the font size that follow each other quickly all count", async () => {
  editor.change("parley.chat.fontSize", 14);
  await Promise.all([1, 1, 1, -1].map(changeFontSize));
  expect(readPanelSettings().fontSize).toBe(16);
});
