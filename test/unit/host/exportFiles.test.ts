import { homedir } from "node:os";
import { expect, test } from "vitest";
import { proposedUri, safeFileName } from "../../../src/host/sessions/exportFiles.ts";
import { editor, Uri } from "../../helpers/editor/vscode.ts";

test.each([
  ["How do I pay VAT?", "How do I pay VAT"],
  ["../../etc: passwd", "etc passwd"],
  ["हिन्दी में", "हिन्दी में"],
  ["ภาษีมูลค่าเพิ่ม", "ภาษีมูลค่าเพิ่ม"],
  ["Cafe\u0301", "Cafe\u0301"],
  ["مَرْحَبًا", "مَرْحَبًا"],
  ["Aux", "Aux_"],
  ["COM1", "COM1_"],
  ["Auxin", "Auxin"],
  ["🤷", "session"],
  ["\u0301", "session"],
  ["❤️ rates", "rates"],
  ["two\nlines", "twolines"],
  ["𝒜".repeat(41), "𝒜".repeat(40)],
])("a session that is called %s is exported to a file that can be read", (title, name) => {
  expect(safeFileName(title)).toBe(name);
});

test("a file is proposed with its name, also where no folder is open", () => {
  editor.reset();
  expect(proposedUri("tides.md").path).toBe(`${homedir()}/tides.md`);
  editor.folders = [Uri.file("/work")];
  expect(proposedUri("tides.md").path).toBe("/work/tides.md");
});
