import { beforeEach, describe, expect, test, vi } from "vitest";
import { CodeColours } from "../../../webview/markdown/codeColours.ts";
import { CodeText, readCode } from "../../../webview/markdown/codeText.ts";
import { type Highlighter, loadHighlighter } from "../../../webview/markdown/highlight.ts";

let code: HTMLElement;
let text: CodeText;
beforeEach(() => {
  code = document.createElement("code");
  text = new CodeText(code, "");
});

/** Writes lines one by one, as they arrive, and colours those that are complete. */
function write(colours: CodeColours, lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    text.append(index === 0 ? line : `\n${line}`);
    colours.follow(lines.slice(0, index + 1), index);
  }
}

const strings = (): readonly (string | null)[] =>
  [...code.querySelectorAll(".hljs-string, .hljs-comment")].map(({ textContent }) => textContent);

describe("code that arrives", () => {
  const lines = ['const a = "one";', "/* two", "three */", 'const b = "four";', 'const c = "fi'];

  test("is coloured line by line, and keeps its nodes when it is complete", async () => {
    const colours = new CodeColours(text, async () => loadHighlighter("ts"));
    write(colours, lines);
    await vi.waitFor(() => expect(strings()).toEqual(['"one"', "/* two", "three */", '"four"']));
    const before = [...code.querySelectorAll(".lines > span")];
    expect(before).toHaveLength(4);
    expect(readCode(code)).toBe(lines.join("\n"));
    text.append('ve";');
    const whole = [...lines.slice(0, 4), 'const c = "five";'];
    await colours.finish(whole);
    const after = [...code.querySelectorAll(".lines > span")];
    expect(after.slice(0, 4)).toEqual(before);
    expect(after.slice(0, 4).every((line, index) => line === before[index])).toBe(true);
    expect(strings()).toContain('"five"');
    expect(readCode(code)).toBe(whole.join("\n"));
  });

  test("looks in the end as if it had come at once", async () => {
    const yaml = ["text: |", "  one: two", "  three", "next: 4"];
    const colours = new CodeColours(text, async () => loadHighlighter("yaml"));
    await loadHighlighter("yaml");
    write(colours, yaml);
    await colours.finish(yaml);
    const other = document.createElement("code");
    await new CodeColours(new CodeText(other, yaml.join("\n")), async () =>
      loadHighlighter("yaml"),
    ).finish(yaml);
    expect(code.innerHTML).toBe(other.innerHTML);
  });

  test("of a language that is not known stays as it is", async () => {
    const colours = new CodeColours(text, async () => loadHighlighter("nonsense"));
    write(colours, lines);
    await colours.finish(lines);
    expect(code.querySelectorAll(".lines > span")).toHaveLength(0);
  });

  test("is read so that the work stays in proportion to it, also where a comment never ends", async () => {
    let work = 0;
    const counting =
      (isClosed: boolean): Highlighter =>
      (some) => {
        work += some.length;
        return { lines: some.map((line) => [{ text: line, className: "hljs-string" }]), isClosed };
      };
    const many = Array.from({ length: 2000 }, (_, index) => `line ${index}`);
    for (const [isClosed, most] of [
      [true, 1],
      [false, 15],
    ] as const) {
      work = 0;
      text = new CodeText(code, "");
      const colours = new CodeColours(text, async () => counting(isClosed));
      write(colours, many.slice(0, 2));
      await vi.waitFor(() => expect(work).toBe(1));
      for (const [index, line] of many.entries()) {
        if (index > 1) text.append(`\n${line}`);
        colours.follow(many.slice(0, index + 1), index);
      }
      expect(work).toBeGreaterThan(many.length / 2);
      expect(work).toBeLessThanOrEqual(many.length * most);
    }
  });
});

test("a selection in any group of lines stays where it was", () => {
  const many = Array.from({ length: 150 }, (_, line) => `line ${line}`);
  text = new CodeText(code, many.join("\n"));
  document.body.replaceChildren(code);
  const second = code.querySelectorAll(".lines")[1]?.firstChild as Text;
  document.getSelection()?.setBaseAndExtent(second, 9, second, 17);
  expect(String(document.getSelection())).toBe("line 101");
  text.colour(
    0,
    many.map((line) => [{ text: line, className: "hljs-string" }]),
  );
  expect(String(document.getSelection())).toBe("line 101");
  expect(readCode(code)).toBe(many.join("\n"));
});
