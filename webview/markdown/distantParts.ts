import { text } from "../text.ts";

/** Up to this length, in UTF-16 units, all of an answer is in the page. */
const longAnswer = 100_000;
/** What is nearer than so many screens is in the page. */
const screens = 10;
/** Parts at the end of an answer that stay in the page: it grows there, and its last blocks may be drawn anew. */
const growingParts = 2;
/** So many parts leave with one picture: when an answer becomes long, most of it is far away at once. */
const leavingAtOnce = 4;
const focusable = "pre, a[href], button";

/** What is out of the page, by the element that stands for it. */
const contents = new WeakMap<Element, DocumentFragment>();
const outside = new WeakSet<Node>();

/**
 * Takes the parts of a very long answer that are far out of sight out of the page, and puts them back before they come
 * near, so that they cost neither styles nor boxes. A part is a group of blocks (`markdownView.ts`): its element stays,
 * as high as it was, and says what it stands for. A part that is selected, or has the focus, stays.
 */
class DistantParts {
  readonly view: HTMLElement;
  readonly #observer: IntersectionObserver;
  readonly #watched = new WeakSet<Element>();
  /** What is far away, in the page or not. */
  readonly #far = new Set<HTMLElement>();
  #keepsAll = false;
  /** Where the reader was, in CSS pixels. */
  #top: number;

  /** @param view what scrolls */
  constructor(view: HTMLElement) {
    this.view = view;
    this.#top = view.scrollTop;
    this.#observer = new IntersectionObserver((entries) => this.#onMove(entries), {
      root: view,
      rootMargin: `${screens * 100}% 0px`,
    });
    view.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    view.addEventListener("focusin", (event) => this.#onFocus(event));
    document.addEventListener("selectionchange", () => this.#update());
  }

  /** True while everything is in the page. */
  set keepsAll(keepsAll: boolean) {
    if (keepsAll === this.#keepsAll) return;
    this.#keepsAll = keepsAll;
    this.#update();
  }

  /** Looks after the parts of an answer that are new. */
  watch(answer: Element): void {
    let part = answer.lastElementChild;
    for (; part && !this.#watched.has(part); part = part.previousElementSibling) {
      this.#watched.add(part);
      this.#observer.observe(part);
    }
  }

  #onMove(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (isIntersecting) {
        this.#far.delete(target);
        putBack(target);
      } else {
        this.#far.add(target);
      }
    }
    this.#update();
  }

  /** A jump is seen before its picture, which the observer comes after. */
  #onScroll(): void {
    const { scrollTop, clientHeight } = this.view;
    const isJump = Math.abs(scrollTop - this.#top) > (screens - 1) * clientHeight;
    this.#top = scrollTop;
    if (!isJump) return;
    const { top, bottom } = this.view.getBoundingClientRect();
    const near = [...this.#far].filter((part) => {
      const place = part.getBoundingClientRect();
      return place.bottom > top - clientHeight && place.top < bottom + clientHeight;
    });
    for (const part of near) {
      this.#far.delete(part);
      putBack(part);
    }
  }

  #update(): void {
    if (this.#far.size === 0) return;
    const selection = document.getSelection();
    const selected = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
    const leaving: HTMLElement[] = [];
    for (const part of this.#far) {
      if (!part.isConnected) {
        // Its answer is gone, of which the observer tells nothing.
        this.#far.delete(part);
        this.#observer.unobserve(part);
      } else if (this.#keepsAll || selected?.intersectsNode(part)) putBack(part);
      else if (!contents.has(part) && canLeave(part)) leaving.push(part);
    }
    const first = leaving.slice(0, leavingAtOnce);
    // All are measured before the first one changes, so that the page is laid out once.
    const heights = first.map((part) => part.getBoundingClientRect().height);
    for (const [index, part] of first.entries()) takeOut(part, heights[index] ?? 0);
    if (leaving.length > first.length) requestAnimationFrame(() => this.#update());
  }

  /** Whoever goes through links and buttons by keys comes to those that are out of the page, too. */
  #onFocus({ target, relatedTarget }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return;
    const content = contents.get(target);
    if (!content) return;
    const places = [...content.querySelectorAll<HTMLElement>(focusable)];
    putBack(target);
    const isBehind =
      relatedTarget instanceof Node &&
      target.compareDocumentPosition(relatedTarget) & Node.DOCUMENT_POSITION_FOLLOWING;
    places.at(isBehind ? -1 : 0)?.focus();
  }
}

function canLeave(part: Element): boolean {
  if (part.contains(document.activeElement)) return false;
  let next: Element | null = part;
  for (let count = 0; count < growingParts && next; count += 1) next = next.nextElementSibling;
  return next !== null;
}

function takeOut(part: HTMLElement, height: number): void {
  const content = document.createDocumentFragment();
  content.append(...part.childNodes);
  contents.set(part, content);
  outside.add(content);
  part.setAttribute("role", "note");
  part.setAttribute("aria-label", text.distantPart);
  part.style.height = `${height}px`;
  if (content.querySelector(focusable)) part.tabIndex = 0;
}

function putBack(part: HTMLElement): void {
  const content = contents.get(part);
  if (!content) return;
  contents.delete(part);
  part.append(content);
  for (const name of ["role", "aria-label", "style", "tabindex"]) part.removeAttribute(name);
}

let parts: DistantParts | undefined;

/** Looks after the parts of an answer that is very long and in the page. @param length in UTF-16 units */
export function watchParts(answer: Element, length: number): void {
  if (length <= longAnswer) return;
  const view = answer.closest<HTMLElement>(".transcript");
  if (!view) return;
  if (parts?.view !== view) parts = new DistantParts(view);
  parts.watch(answer);
}

/** Puts everything into the page, for as long as its text is looked through. */
export function keepAllParts(keepsAll: boolean): void {
  if (parts) parts.keepsAll = keepsAll;
}

/** Everything below an element that a selector names, in the order of the answer, in the page or not. */
export function findAll(root: Element, selector: string): readonly Element[] {
  return [...root.querySelectorAll(`${selector}, .block-group[role]`)].flatMap((element) => {
    const content = contents.get(element);
    return content ? [...content.querySelectorAll(selector)] : [element];
  });
}

/** True for what belongs to a part that is out of the page. */
export function isOutside(node: Node): boolean {
  return outside.has(node.getRootNode());
}
