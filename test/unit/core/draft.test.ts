import fc from "fast-check";
import { marked } from "marked";
import { expect, test } from "vitest";
import {
  type Attachment,
  composeQuestion,
  type Draft,
  joinDrafts,
  parseQuestion,
  placeOf,
} from "../../../src/core/chat/draft.ts";

const attachment: Attachment = {
  id: "1",
  path: "src/prices.ts",
  languageId: "typescript",
  lines: { first: 3, last: 5 },
  text: "const a = 1;\nconst b = 2;\n",
};

test("code is attached as a fenced block with path and lines", () => {
  expect(composeQuestion({ text: " What is this? ", attachments: [attachment] })).toBe(
    "What is this?\n\n`src/prices.ts`, lines 3–5:\n\n```typescript\nconst a = 1;\nconst b = 2;\n```",
  );
  const { lines: _lines, ...file } = attachment;
  expect(composeQuestion({ text: "", attachments: [{ ...file, text: "x" }] })).toBe(
    "`src/prices.ts`:\n\n```typescript\nx\n```",
  );
  expect(composeQuestion({ text: "  ", attachments: [] })).toBe("");
});

test("a place is a line, lines or a whole file, whatever the file is called", () => {
  const { lines: _lines, ...file } = { ...attachment, path: "a`b.ts" };
  expect(placeOf(file)).toBe("`a'b.ts`");
  expect(placeOf({ ...file, lines: { first: 3, last: 3 } })).toBe("`a'b.ts`, line 3");
  expect(placeOf({ ...file, lines: { first: 3, last: 4 } })).toBe("`a'b.ts`, lines 3–4");
  const question = composeQuestion({
    text: "Why?",
    attachments: [{ ...attachment, lines: { first: 3, last: 3 } }],
  });
  expect(parseQuestion(question).attachments[0]?.lines).toEqual({ first: 3, last: 3 });
});

test("no text can end its own fence", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("`", "~", "\n", "a", " ", "漢") }), (text) => {
      const question = composeQuestion({ text: "q", attachments: [{ ...attachment, text }] });
      const code = marked.lexer(question).filter(({ type }) => type === "code");
      expect(code).toHaveLength(1);
      const [block] = code;
      const withoutLastBreak = (block as { text: string } | undefined)?.text.replace(/\n$/, "");
      expect(withoutLastBreak).toBe(text.replace(/\n$/, ""));
    }),
  );
});

test("a question is taken apart again as it was put together", () => {
  const path = fc.stringMatching(/^[\w ./()-]{1,20}$/);
  const lines = fc.option(
    fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.nat(99))
      .map(([first, more]) => ({ first, last: first + more })),
    { nil: undefined },
  );
  const code = fc.string({ unit: fc.constantFrom("`", "a", "\n", " ", "漢", "\\") });
  const attached = fc
    .tuple(path, lines, code, fc.constantFrom("typescript", "plaintext", ""))
    .map(([name, range, text, languageId]) => ({
      path: name,
      languageId,
      ...(range && { lines: range }),
      text: text.replace(/\n+$/, ""),
    }));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("q", " ", "?", "`", "\n") }),
      fc.array(attached, { maxLength: 3 }),
      (typed, attachments) => {
        const text = typed.trim();
        const question = composeQuestion({
          text,
          attachments: attachments.map((one) => ({ ...one, id: "x" })),
        });
        expect(parseQuestion(question)).toEqual({ text, attachments });
      },
    ),
  );
});

test.each([
  "",
  "just text",
  "`code` in text",
  "`a.ts`:\n\n```\nopen",
  "`a.ts`:\n\n```\nx\n```\n\nand more text",
  "Why?\n\n`a.ts`:\n\n```\nx\n``` and more",
  "Why?\n\n`a.ts`:\n\n```\nopen",
  "Why? `a.ts`:\n\n```\nx\n```",
  "Why?\n\n`a.ts`, line x:\n\n```\nx\n```",
])("%j is all typed", (text) => {
  expect(parseQuestion(text)).toEqual({ text, attachments: [] });
});

test("two drafts become one, with what both have attached only once", () => {
  const first: Draft = { text: "Why?", attachments: [attachment] };
  const other = { ...attachment, id: "2", path: "src/tax.ts" };
  const second: Draft = { text: "How?", attachments: [{ ...attachment, id: "3" }, other] };
  expect(joinDrafts(first, second)).toEqual({
    text: "Why?\n\nHow?",
    attachments: [attachment, other],
  });
  expect(joinDrafts({ text: " ", attachments: [] }, second)).toEqual(second);
  const changed = { ...attachment, id: "4", text: "const a = 2;" };
  expect(joinDrafts(first, { text: "", attachments: [changed] })).toEqual({
    text: "Why?",
    attachments: [attachment, changed],
  });
});
