import fc from "fast-check";
import { expect, test } from "vitest";
import { safeFileName, slugOf } from "../../../src/core/fileName.ts";

test.each([
  ["How do I pay VAT?", "How do I pay VAT"],
  ["C++ or C#: v1.2", "C++ or C# v1.2"],
  ["../../etc: passwd", "etc passwd"],
  ["..\\..\\report.pdf", "report.pdf"],
  [".bashrc", "bashrc"],
  ["हिन्दी में", "हिन्दी में"],
  ["ภาษีมูลค่าเพิ่ม", "ภาษีมูลค่าเพิ่ม"],
  ["Cafe\u0301", "Cafe\u0301"],
  ["مَرْحَبًا", "مَرْحَبًا"],
  ["Aux", "Aux_"],
  ["COM1", "COM1_"],
  ["nul.tar.gz", "nul_.tar.gz"],
  ["Auxin", "Auxin"],
  ["report.pdf. .", "report.pdf"],
  ["a \u202Egnp.exe", "a gnp.exe"],
  ["\u0301", "fallback"],
  ["??", "fallback"],
  ["❤️ rates", "❤️ rates"],
  ["two\nlines\t", "two lines"],
  [`${"𝒜".repeat(80)}.pdf`, `${"𝒜".repeat(44)}.pdf`],
])("what is called %j is in the file %j", (name, file) => {
  expect(safeFileName(name, "fallback")).toBe(file);
});

test("every name is one that every file system takes", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "con",
      "NUL",
      "lpt9",
      ".",
      "..",
      " ",
      "/",
      "\\",
      ":",
      "*",
      "\0",
      "\u202E",
      "\uD800",
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.nat(60), (parts, times) => {
      const name = safeFileName(parts.join("").repeat(times), "fallback");
      expect(name).not.toMatch(/[<>:"/\\|?*\p{C}]|^[. ]|[. ]$/u);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i);
      expect(name).not.toBe("");
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180);
      expect(safeFileName(name, "fallback")).toBe(name);
    }),
  );
});

test("a slug has letters, numbers and hyphens alone", () => {
  expect(slugOf("When is high water, in Fernhaven?")).toBe("when-is-high-water-in-fernhaven");
  expect(slugOf("Café?")).toBe(slugOf("Cafe\u0301?"));
  expect(slugOf("?!")).toBe("answer");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(slugOf(text)).toMatch(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
    }),
  );
});
