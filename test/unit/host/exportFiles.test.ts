import { expect, test } from "vitest";
import { safeFileName } from "../../../src/host/sessions/exportFiles.ts";

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
