import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveText } from "../../../webview/liveText.ts";
import { MarkdownElement } from "../../../webview/markdown/markdownElement.ts";
import { showWhole } from "./showMarkdown.ts";

const paragraphs = Array.from({ length: 400 }, (_, line) => `Line **${line}** of an answer.`);
const long = paragraphs.join("\n\n");

let pictures: Map<number, () => void>;
let element: MarkdownElement;
beforeEach(() => {
  pictures = new Map();
  let last = 0;
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => {
    last += 1;
    pictures.set(last, draw);
    return last;
  });
  vi.stubGlobal("cancelAnimationFrame", (id: number) => pictures.delete(id));
  element = new MarkdownElement();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Draws pictures until nothing is left to draw; says how many. */
function drawAll(): number {
  let count = 0;
  for (; pictures.size > 0; count += 1) {
    const [[id, draw] = [0, () => {}]] = pictures;
    pictures.delete(id);
    draw();
  }
  return count;
}

function arrive(): LiveText {
  const text = new LiveText();
  text.append(long);
  element.content = { kind: "live", text, sources: [] };
  return text;
}

test("an answer that comes faster than it can be drawn is drawn with several pictures, the first with little", () => {
  arrive();
  const first = element.textContent.length;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(100);
  expect(drawAll()).toBe(Math.ceil((long.length - 100) / 5000));
  expect(element.textContent).toBe(showWhole(long).textContent);
});

test("one that ends before it is drawn is drawn to its end, with the sources of its end", () => {
  arrive();
  const text = `${long} [1]`;
  element.content = { kind: "complete", text: long, sources: [] };
  expect(element.textContent.length).toBeLessThanOrEqual(5000);
  drawAll();
  expect(element.innerHTML).toBe(showWhole(long).innerHTML);
  element.content = {
    kind: "complete",
    text,
    sources: [{ id: "s", title: "Source", marker: "[1]" }],
  };
  expect(element.querySelector(".chip")?.textContent).toBe("1");
});

test("sources that come while it is drawn are there in the end", () => {
  const text = new LiveText();
  const cited = `${long}\n\nSee [1].`;
  text.append(cited);
  element.content = { kind: "live", text, sources: [] };
  element.content = { kind: "complete", text: cited, sources: [] };
  const sources = [{ id: "s", title: "Source", marker: "[1]" }];
  element.content = { kind: "complete", text: cited, sources };
  drawAll();
  expect(element.innerHTML).toBe(showWhole(cited, sources).innerHTML);
});

test("what another text replaces is not drawn any more", () => {
  arrive();
  element.content = { kind: "complete", text: "another", sources: [] };
  expect(drawAll()).toBe(0);
  expect(element.textContent).toBe("another");
});
