import fc from "fast-check";
import { expect, test } from "vitest";
import { patch } from "../../../webview/markdown/patch.ts";

const element = (html: string): HTMLElement => {
  const root = document.createElement("div");
  root.innerHTML = html;
  return root;
};

const name = fc.constantFrom("p", "b", "li", "code");
const attribute = fc.constantFrom(
  "",
  ' class="a"',
  ' class="b"',
  ' title="t"',
  ' class="a" title="u"',
);
const { html } = fc.letrec<{ html: string }>((tie) => ({
  html: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom("text", "more text", "te"),
        fc
          .tuple(name, attribute, tie("html"))
          .map(([tag, attributes, inner]) => `<${tag}${attributes}>${inner}</${tag}>`),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("")),
}));

test("whatever it was, it looks as wanted afterwards", () => {
  fc.assert(
    fc.property(html, html, (before, after) => {
      const target = element(before);
      patch(target, element(after));
      target.normalize();
      expect(target.isEqualNode(element(after))).toBe(true);
    }),
  );
});

test("what is as wanted keeps its nodes, and a selection in text that grows stays", () => {
  const target = element("<p>One <b>two</b> three</p><p>four</p>");
  const [first, second] = target.children;
  const bold = target.querySelector("b");
  const range = document.createRange();
  range.setStart(bold?.firstChild ?? target, 1);
  range.setEnd(first?.lastChild ?? target, 3);
  patch(target, element("<p>One <b>two</b> three and more</p><p>four <i>five</i></p>"));
  expect(target.children[0]).toBe(first);
  expect(target.children[1]).toBe(second);
  expect(range.toString()).toBe("wo th");
});
