import { expect, test } from "vitest";
import { codeText, readCode } from "../../../webview/markdown/codeText.ts";
import { keepSelection } from "../../../webview/markdown/keepSelection.ts";

function codeOf(text: string): HTMLElement {
  const code = document.createElement("code");
  document.body.replaceChildren(code);
  codeText(code, text);
  return code;
}

function select(first: Node, start: number, last: Node, end: number): string {
  document.getSelection()?.setBaseAndExtent(first, start, last, end);
  return String(document.getSelection());
}

function recolour(code: HTMLElement): void {
  const text = readCode(code);
  const spans = text.split(/(?<=\s)/).map((word) => {
    const span = document.createElement("span");
    span.textContent = word;
    return span;
  });
  code.replaceChildren(...spans);
}

test("what is selected stays selected when the code is coloured", () => {
  const code = codeOf("const answer = 42;\nreturn answer;");
  const text = code.querySelector(".lines")?.firstChild as Text;
  expect(select(text, 6, text, 25)).toBe("answer = 42;\nreturn");
  keepSelection(code, () => recolour(code));
  expect(String(document.getSelection())).toBe("answer = 42;\nreturn");
});

test("a selection in the second group of lines is counted right", () => {
  const code = codeOf(Array.from({ length: 150 }, (_, line) => `line ${line}`).join("\n"));
  const second = code.querySelectorAll(".lines")[1]?.firstChild as Text;
  expect(select(second, 0, second, 8)).toBe("line 100");
  keepSelection(code, () => recolour(code));
  expect(String(document.getSelection())).toBe("line 100");
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
