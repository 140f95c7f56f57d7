import { beforeEach, expect, test, vi } from "vitest";

/** What is observed, and what happens when its size has changed. */
const observed = new Set<Element>();
let resize: () => void;
vi.stubGlobal(
  "ResizeObserver",
  class {
    constructor(callback: () => void) {
      resize = callback;
    }
    observe(element: Element): void {
      observed.add(element);
    }
    disconnect(): void {
      observed.clear();
    }
  },
);
const { Scroller } = await import("../../../webview/view/scroller.ts");

let element: HTMLElement;
let scroller: InstanceType<typeof Scroller>;
let isFollowing: boolean;
/** The size of the transcript: how much there is, and how much of it can be seen. */
let size: { scrollHeight: number; clientHeight: number };

beforeEach(() => {
  isFollowing = true;
  size = { scrollHeight: 1000, clientHeight: 400 };
  element = document.createElement("div");
  element.append(document.createElement("div"));
  for (const name of ["scrollHeight", "clientHeight"] as const) {
    Object.defineProperty(element, name, { get: () => size[name] });
  }
  scroller = new Scroller({
    isFollowing: () => isFollowing,
    onFollow: (follows) => (isFollowing = follows),
    onNearTop: () => undefined,
    onNearEnd: () => undefined,
  });
  scroller.attach(element);
  scroller.keepEnd();
});

const scrollTo = (top: number): void => {
  element.scrollTop = top;
  element.dispatchEvent(new Event("scroll"));
};

test("the end stays in sight when the composer takes from the height", () => {
  expect(observed.has(element)).toBe(true);
  size.clientHeight = 300;
  resize();
  expect(element.scrollTop).toBe(size.scrollHeight);
});

test("a reader who scrolls up leaves the end, also when text arrives", () => {
  scrollTo(600);
  scrollTo(500);
  expect(isFollowing).toBe(false);
  size.scrollHeight = 1200;
  resize();
  expect(element.scrollTop).toBe(500);
  expect(isFollowing).toBe(false);
});

test("a jump leaves the end at once: what grows before its event comes does not bring it back", () => {
  element.scrollTop = 600;
  element.dispatchEvent(new Event("scroll"));
  scroller.toStart();
  size.scrollHeight = 1200;
  resize();
  expect(element.scrollTop).toBeLessThan(2);
  expect(isFollowing).toBe(false);
});

test("an end that comes into sight by itself is followed", () => {
  scrollTo(600);
  scrollTo(500);
  size.clientHeight = 500;
  resize();
  expect(isFollowing).toBe(true);
});
