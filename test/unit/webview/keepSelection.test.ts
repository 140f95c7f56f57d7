import { expect, test } from "vitest";
import { keepSelection } from "../../../webview/markdown/keepSelection.ts";

function codeOf(text: string): HTMLElement {
  const code = document.createElement("code");
  code.textContent = text;
  document.body.replaceChildren(code);
  return code;
}

function select(first: Node, start: number, last: Node, end: number): string {
  document.getSelection()?.setBaseAndExtent(first, start, last, end);
  return String(document.getSelection());
}

function recolour(code: HTMLElement): void {
  const spans = code.textContent.split(/(?<=\s)/).map((word) => {
    const span = document.createElement("span");
    span.textContent = word;
    return span;
  });
  code.replaceChildren(...spans);
}

test("what is selected stays selected when the code is coloured", () => {
  const code = codeOf("const answer = 42;\nreturn answer;");
  const text = code.firstChild as Text;
  expect(select(text, 6, text, 25)).toBe("answer = 42;\nreturn");
  keepSelection(code, () => recolour(code));
  expect(String(document.getSelection())).toBe("answer = 42;\nreturn");
});

test("a selection elsewhere is left alone", () => {
  const code = codeOf("code");
  const other = document.createElement("p");
  other.textContent = "other text";
  document.body.append(other);
  const node = other.firstChild as Text;
  select(node, 0, node, 5);
  keepSelection(code, () => recolour(code));
  expect(String(document.getSelection())).toBe("other");
});
