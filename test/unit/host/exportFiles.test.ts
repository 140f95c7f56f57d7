import { homedir } from "node:os";
import { expect, test } from "vitest";
import { proposedUri } from "../../../src/host/sessions/exportFiles.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

test("a file is proposed with its name, also where no folder is open", () => {
  editor.reset();
  expect(proposedUri("tides.md").path).toBe(`${homedir()}/tides.md`);
  editor.folders = [Uri.file("/work")];
  expect(proposedUri("tides.md").path).toBe("/work/tides.md");
});
