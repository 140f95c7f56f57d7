import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { posted } from "../../helpers/panelPage.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import type { Source } from "../../../src/core/model.ts";
import { showWhole } from "./showMarkdown.ts";

const observers: FakeIntersectionObserver[] = [];

/** Says what is near to what can be seen, as the browser does after it has laid out the page. */
class FakeIntersectionObserver {
  readonly watched = new Set<Element>();
  readonly #tell: (entries: readonly IntersectionObserverEntry[]) => void;

  constructor(tell: (entries: readonly IntersectionObserverEntry[]) => void) {
    this.#tell = tell;
    observers.push(this);
  }

  observe(part: Element): void {
    this.watched.add(part);
  }

  unobserve(part: Element): void {
    this.watched.delete(part);
  }

  tell(parts: readonly Element[], isIntersecting: boolean): void {
    this.#tell(
      parts.map((target) => ({ target, isIntersecting }) as unknown as IntersectionObserverEntry),
    );
  }
}

/** Highlights only hold ranges here. */
class FakeHighlight extends Set<Range> {}

/** What waits for the next picture. */
let waiting: (() => void)[] = [];

vi.stubGlobal("requestAnimationFrame", (draw: () => void) => waiting.push(draw));
vi.stubGlobal("IntersectionObserver", FakeIntersectionObserver);
vi.stubGlobal("Highlight", FakeHighlight);
vi.stubGlobal("CSS", { highlights: new Map<string, FakeHighlight>() });
const { MarkdownView } = await import("../../../webview/markdown/markdownView.ts");
const { Finder } = await import("../../../webview/find/finder.ts");
const { Store } = await import("../../../webview/store.ts");
const { handleTranscriptClick } = await import("../../../webview/view/actions.ts");
const { Menu } = await import("../../../webview/view/menu.ts");
afterAll(() => {
  vi.unstubAllGlobals();
});

const section = (place: number): string =>
  `Paragraph ${place} of [a page](https://a.example/${place}), ${"word ".repeat(160)}[7]\n\n\`\`\`\nlet a = ${place};\n\`\`\`\n\n`;
const long = Array.from({ length: 130 }, (_, place) => section(place)).join("");
const sources: readonly Source[] = [{ id: "s", title: "Guide", marker: "[7]" }];
const height = 2500;

let transcript: HTMLElement;
let answer: HTMLElement;
let view: InstanceType<typeof MarkdownView>;

beforeEach(() => {
  observers.length = 0;
  waiting = [];
  posted.length = 0;
  document.body.innerHTML = `<div class="transcript" data-editor="cursor">
    <article data-key="k"><parley-markdown></parley-markdown><button>last</button></article></div>`;
  transcript = document.querySelector<HTMLElement>(".transcript") as HTMLElement;
  answer = document.querySelector<HTMLElement>("parley-markdown") as HTMLElement;
  view = new MarkdownView(answer);
});

/** Lets a text arrive. */
function show(text: string): void {
  for (let at = 0; at < text.length; at += 4000) view.append(text.slice(at, at + 4000), []);
}

function showLong(): void {
  show(long);
  view.finish([], long);
}

/** Says that parts are near to what can be seen, or far away. */
const tell = (parts: readonly Element[], isNear: boolean): void => {
  observers[0]?.tell(parts, isNear);
};
const partsOf = (): readonly HTMLElement[] => [
  ...answer.querySelectorAll<HTMLElement>(":scope > .block-group"),
];
const isOut = (part: HTMLElement | undefined): boolean => part?.getAttribute("role") === "note";

/** Lets one picture after the other come, as long as something waits for it. @returns how many came */
function settle(): number {
  let count = 0;
  for (let draw = waiting.shift(); draw; draw = waiting.shift()) {
    draw();
    count += 1;
  }
  return count;
}

/** The reader is far away. */
function leave(): readonly HTMLElement[] {
  const parts = partsOf();
  for (const part of parts) {
    part.getBoundingClientRect = () => ({ height }) as DOMRect;
  }
  tell(parts, false);
  settle();
  return parts;
}

test("an answer of 100 kB is not looked after, and all of it stays in the page", () => {
  show(long.slice(0, 100_000));
  expect(observers).toEqual([]);
  show(long.slice(100_000, 110_000));
  expect(observers[0]?.watched.size).toBe(partsOf().length);
});

test("what is far out of sight leaves the page but for its height and a sentence, and comes back as it was", () => {
  showLong();
  const whole = answer.innerHTML;
  const [first] = partsOf();
  const nodes = [...(first?.childNodes ?? [])];
  const parts = leave();
  expect(first?.style.height).toBe(`${height}px`);
  expect(first?.childNodes).toHaveLength(0);
  expect(first?.role).toBe("note");
  expect(first?.ariaLabel).toBe("Part of a long answer, shown when you scroll here");
  expect(answer.querySelectorAll(".block").length).toBeLessThanOrEqual(64);
  tell(parts.slice(0, 3), true);
  expect([...(first?.childNodes ?? [])]).toEqual(nodes);
  expect(parts.slice(0, 4).map(isOut)).toEqual([false, false, false, true]);
  tell(parts, true);
  expect(answer.innerHTML).toBe(whole);
});

test("what a reader jumps to is there before the observer tells it", () => {
  showLong();
  const parts = leave();
  const screen = { top: 0, bottom: 800 } as DOMRect;
  transcript.getBoundingClientRect = () => screen;
  Object.defineProperty(transcript, "clientHeight", { value: 800 });
  const scroll = (top: number): void => {
    transcript.scrollTop = top;
    transcript.dispatchEvent(new Event("scroll"));
  };
  for (const part of parts.slice(1, 3)) part.getBoundingClientRect = () => screen;
  // Within ten screens the observer was in time.
  scroll(7000);
  expect(parts.slice(0, 4).map(isOut)).toEqual([true, true, true, true]);
  scroll(15_000);
  expect(parts.slice(0, 4).map(isOut)).toEqual([true, false, false, true]);
});

test("an answer whose parts leave while it arrives has the same blocks in the end", () => {
  for (let at = 0; at < long.length; at += 4000) {
    view.append(long.slice(at, at + 4000), []);
    tell(partsOf(), false);
  }
  view.finish([], long);
  const parts = partsOf();
  expect(parts.filter(isOut)).toHaveLength(parts.length - 2);
  tell(parts, true);
  expect(answer.textContent).toBe(showWhole(long).textContent);
});

test("what is selected stays in the page, comes back when it is selected, and leaves afterwards", () => {
  showLong();
  const parts = leave();
  const selection = document.getSelection();
  selection?.selectAllChildren(document.body);
  document.dispatchEvent(new Event("selectionchange"));
  expect(parts.some(isOut)).toBe(false);
  tell(parts, false);
  expect(parts.some(isOut)).toBe(false);
  const [, second, third] = parts;
  selection?.setBaseAndExtent(second as Node, 0, third as Node, 1);
  document.dispatchEvent(new Event("selectionchange"));
  expect(parts.slice(0, 4).map(isOut)).toEqual([true, false, false, true]);
  selection?.removeAllRanges();
  document.dispatchEvent(new Event("selectionchange"));
  expect(parts.slice(0, 4).map(isOut)).toEqual([true, true, true, true]);
});

test("what has the focus stays in the page", () => {
  showLong();
  const [first] = partsOf();
  first?.querySelector("pre")?.focus();
  document.getSelection()?.removeAllRanges();
  const parts = leave();
  expect(parts.slice(0, 2).map(isOut)).toEqual([false, true]);
  expect(first?.contains(document.activeElement)).toBe(true);
});

test("keys lead to the links and buttons of what is out of the page, in both directions", () => {
  showLong();
  const [first, second] = leave();
  expect(first?.tabIndex).toBe(0);
  first?.focus();
  expect(document.activeElement).toBe(first?.querySelector("a"));
  (transcript.querySelector("article > button") as HTMLElement).focus();
  second?.focus();
  expect(document.activeElement).toBe([...(second?.querySelectorAll("pre") ?? [])].at(-1));
  expect([first, second].map((part) => part?.hasAttribute("tabindex"))).toEqual([false, false]);
});

test("a source that comes later has its chips in what is out of the page", () => {
  showLong();
  const parts = leave();
  view.finish(sources, long);
  tell(parts, true);
  expect(answer.querySelectorAll(".chip")).toHaveLength(130);
});

test("a link that is defined later has its address in what is out of the page", () => {
  show(`See [the guide].\n\n${long}`);
  tell(partsOf(), false);
  expect(isOut(partsOf()[0])).toBe(true);
  const end = "\n\n[the guide]: https://guide.example/\n\n";
  view.append(end, []);
  view.finish([], `See [the guide].\n\n${long}${end}`);
  tell(partsOf(), true);
  expect(answer.querySelector("a")?.href).toBe("https://guide.example/");
});

test("code is named by its place in the answer, whatever of that is in the page", () => {
  showLong();
  leave();
  const copy = [...answer.querySelectorAll<HTMLElement>("[data-code-action=copy]")].at(-1);
  transcript.addEventListener("click", (event) => handleTranscriptClick(event, new Menu()));
  copy?.click();
  expect(posted).toEqual([{ type: "copy-code", key: "k", block: 129 }]);
});

test("everything is in the page while it is searched, and every match is marked", async () => {
  showLong();
  const parts = leave();
  const store = new Store(() => undefined);
  store.receive({
    ...emptySnapshot,
    state: {
      ...emptySnapshot.state,
      messages: [{ key: "k", role: "assistant", text: long }],
    },
  });
  const finder = new Finder(store, () => undefined);
  finder.open();
  await finder.search("Paragraph 1");
  expect(finder.state.matches).toHaveLength(41);
  finder.afterDraw(false);
  expect(parts.some(isOut)).toBe(false);
  const marked = ["find", "find-current"].map((name) => CSS.highlights.get(name)?.size);
  expect(marked).toEqual([40, 1]);
  // Also across the border of a link.
  await finder.search("1 of a page");
  finder.afterDraw(false);
  const found = [...(CSS.highlights.get("find") ?? [])].map(String);
  expect(found).toEqual(Array.from({ length: 12 }, () => "1 of a page"));
  tell(parts, false);
  expect(parts.some(isOut)).toBe(false);
  waiting = [];
  finder.close();
  settle();
  expect(parts.filter(isOut)).toHaveLength(parts.length - 2);
});

test("what is far away at once leaves a few parts a picture, so that none of them takes long", () => {
  showLong();
  const parts = partsOf();
  tell(parts, false);
  expect(parts.filter(isOut)).toHaveLength(4);
  const leaving = parts.length - 2;
  expect(settle()).toBe(Math.ceil(leaving / 4) - 1);
  expect(parts.filter(isOut)).toHaveLength(leaving);
});

test("an answer that is gone is not looked after any more", () => {
  showLong();
  leave();
  answer.remove();
  document.dispatchEvent(new Event("selectionchange"));
  expect(observers[0]?.watched.size).toBe(0);
});
