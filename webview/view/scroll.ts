import { html, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { icon } from "./icons.ts";
import { text } from "../text.ts";

/** How near to the end still counts as reading the end, in CSS pixels. */
const nearEnd = 24;

const jump = createRef<HTMLElement>();
let transcript: HTMLElement | undefined;
let follows = true;
let lastTop = 0;

/** Content grows when text arrives, when code is coloured, and when messages far away are laid out. */
const growth = new ResizeObserver(() => followEnd());

/** Makes an element the one that scrolls, and its only child the content that grows. */
export function transcriptScroll() {
  return ref((element) => {
    if (!(element instanceof HTMLElement) || element === transcript) return;
    transcript = element;
    element.addEventListener("scroll", onScroll, { passive: true });
    growth.disconnect();
    if (element.firstElementChild) growth.observe(element.firstElementChild);
  });
}

/** Shows the newest text again. */
export function jumpButton(): TemplateResult {
  return html`<button ${ref(jump)} type="button" class="jump" hidden @click=${jumpToLatest}>
    ${icon("arrowDown")}${text.jumpToLatest}
  </button>`;
}

/** Goes to the end and follows it again. */
export function jumpToLatest(): void {
  follows = true;
  followEnd();
}

/** Keeps the end in view, unless the reader has scrolled away from it. */
function followEnd(): void {
  if (transcript && follows) transcript.scrollTop = transcript.scrollHeight;
  showJump();
}

function onScroll(): void {
  if (!transcript) return;
  const { scrollTop, scrollHeight, clientHeight } = transcript;
  // Only a reader scrolls upward; growing content leaves the position where it is.
  if (scrollHeight - scrollTop - clientHeight <= nearEnd) follows = true;
  else if (scrollTop < lastTop) follows = false;
  lastTop = scrollTop;
  showJump();
}

function showJump(): void {
  if (jump.value) jump.value.hidden = follows;
}
