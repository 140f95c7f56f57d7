import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Announcer } from "../../../webview/view/announce.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

const said = (): readonly string[] =>
  [...document.querySelectorAll("[aria-live=polite] p")].map(({ textContent }) => textContent);

test("an answer is said by sentences, not by letters, without its marks", () => {
  const announcer = new Announcer();
  for (const letter of "First **sentence**. The second") announcer.read(letter);
  expect(said()).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(said()).toEqual(["First sentence."]);
  announcer.read(" one");
  vi.advanceTimersByTime(1000);
  expect(said()).toEqual(["First sentence."]);
  announcer.end("The answer is complete.");
  expect(said()).toEqual(["First sentence.", "The second one", "The answer is complete."]);
});

test("what was said long ago leaves the page", () => {
  const announcer = new Announcer();
  for (let count = 1; count <= 10; count += 1) announcer.say(`Sentence ${count}.`);
  expect(said()).toEqual(["Sentence 7.", "Sentence 8.", "Sentence 9.", "Sentence 10."]);
});

test("what is left of an answer whose end was not told is not said as a part of the next one", () => {
  const announcer = new Announcer();
  announcer.read("The first answer was cut");
  announcer.begin("The chatbot is answering.");
  announcer.read("The second answer.");
  announcer.end("The answer is complete.");
  expect(said()).toEqual([
    "The chatbot is answering.",
    "The second answer.",
    "The answer is complete.",
  ]);
});
