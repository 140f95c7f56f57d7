import { beforeEach, describe, expect, test } from "vitest";
import type { ReadonlyDocuments } from "../../../src/host/adapters/readonlyDocuments.ts";
import { openSource } from "../../../src/host/panel/openSource.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

const documents = { add: async () => Uri.file("/passage") } as unknown as ReadonlyDocuments;
const source = { id: "1", title: "vat.md" };

beforeEach(() => {
  editor.reset();
  editor.folders = [Uri.file("/work")];
});

describe("a passage of a file of the workspace", () => {
  test.each([
    ["LF", "# VAT\n\nOne\nTwo\n", "One\nTwo"],
    ["CRLF", "# VAT\r\n\r\nOne\r\nTwo\r\n", "One\r\nTwo"],
  ])("is selected there, with %s", async (_name, text, selected) => {
    editor.files.set("/work/docs/vat.md", text);
    for (const passage of ["One\nTwo\n", "One\r\nTwo"]) {
      await openSource(source, passage, documents);
      expect(editor.selected.pop()).toBe(selected);
    }
    expect(editor.executed).toEqual([]);
  });

  test("is shown by itself where the file does not have it", async () => {
    editor.files.set("/work/docs/vat.md", "# VAT\n");
    await openSource(source, "One\nTwo", documents);
    expect(editor.executed).toEqual([["markdown.showPreviewToSide", expect.anything()]]);
  });
});
