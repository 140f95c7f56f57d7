import fc from "fast-check";
import { expect, test } from "vitest";
import { CodeText, readCode } from "../../../webview/markdown/codeText.ts";

test("code is read as it was written, however it came, and stands in groups of 100 lines", () => {
  const piece = fc.oneof(fc.string(), fc.constant("\n"), fc.constant("line\n".repeat(60)));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const code = document.createElement("code");
      const writer = new CodeText(code, pieces[0] ?? "");
      for (const more of pieces.slice(1)) writer.append(more);
      const text = pieces.join("");
      expect(readCode(code)).toBe(text);
      const lines = text.split("\n").length;
      expect(code.children.length).toBe(Math.max(1, Math.ceil(lines / 100)));
    }),
  );
});

test("code that stands in no groups is read too", () => {
  const code = document.createElement("code");
  code.textContent = "a\nb";
  expect(readCode(code)).toBe("a\nb");
});
