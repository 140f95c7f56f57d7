/** How near to the end still counts as reading the end, in CSS pixels. */
const nearEnd = 24;
/** How near to the border of what is in the page more is put into it, in screen heights. */
const nearBorder = 1.5;

/** What a scroller tells. */
export interface ScrollerOptions {
  readonly isFollowing: () => boolean;
  readonly onFollow: (isFollowing: boolean) => void;
  readonly onNearTop: () => void;
  readonly onNearEnd: () => void;
}

/** Keeps the end of the transcript in view while the reader is there; any move upward lets go of it. */
export class Scroller {
  readonly #options: ScrollerOptions;
  /** Content grows when text arrives, when code is coloured, and when messages far away are laid out. */
  readonly #growth = new ResizeObserver(() => this.#onResize());
  #element: HTMLElement | undefined;
  #lastTop = 0;

  constructor(options: ScrollerOptions) {
    this.#options = options;
  }

  /** Takes the element that scrolls; its only child is the content that grows. */
  readonly attach = (element: Element | undefined): void => {
    if (!(element instanceof HTMLElement)) return;
    this.#element = element;
    element.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    element.addEventListener("wheel", (event) => this.#onWheel(event), { passive: true });
    this.#growth.disconnect();
    // What is below it, such as the composer, takes from its height.
    this.#growth.observe(element);
    if (element.firstElementChild) this.#growth.observe(element.firstElementChild);
  };

  /** Scrolls to the end if it is followed. */
  keepEnd(): void {
    if (this.#element && this.#options.isFollowing()) {
      this.#element.scrollTop = this.#element.scrollHeight;
    }
  }

  /** Scrolls to the start of what is in the page. */
  toStart(): void {
    if (this.#element) this.#element.scrollTop = 0;
    this.noteJump();
  }

  /** Scrolls by screens, as Page Up and Page Down do. */
  byScreens(count: number): void {
    if (this.#element) this.#element.scrollTop += count * this.#element.clientHeight * 0.9;
    this.noteJump();
  }

  /** To be called when something has scrolled: what grows before the browser tells so would bring the end back. */
  noteJump(): void {
    this.#onScroll();
  }

  #onResize(): void {
    this.keepEnd();
    // Nobody scrolls to an end that is in sight already.
    if (this.#element && distanceToEnd(this.#element) <= 1) this.#options.onFollow(true);
  }

  #onWheel(event: WheelEvent): void {
    // Before the browser scrolls, so that text which arrives in between does not pull the reader back.
    if (event.deltaY < 0 && this.#element && this.#element.scrollTop > 0)
      this.#options.onFollow(false);
  }

  #onScroll(): void {
    if (!this.#element) return;
    const { scrollTop, clientHeight } = this.#element;
    const below = distanceToEnd(this.#element);
    // Only a reader scrolls upward; growing content leaves the position, and shrinking content leaves its end.
    if (scrollTop < this.#lastTop && below > 1) this.#options.onFollow(false);
    else if (below <= 1 || (scrollTop > this.#lastTop && below <= nearEnd))
      this.#options.onFollow(true);
    this.#lastTop = scrollTop;
    const border = clientHeight * nearBorder;
    if (scrollTop < border) {
      // At the very top the browser would not keep the place when content is put above it.
      if (scrollTop === 0) this.#element.scrollTop = 1;
      this.#options.onNearTop();
    } else if (below < border) {
      this.#options.onNearEnd();
    }
  }
}

/** How much of the content is below what can be seen, in CSS pixels. */
function distanceToEnd({ scrollTop, scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}
