import { html, type TemplateResult } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { text } from "../text.ts";
import { icon } from "./icons.ts";

/** How near to the end still counts as reading the end, in CSS pixels. */
const nearEnd = 24;

const transcript = createRef<HTMLElement>();
const jump = createRef<HTMLElement>();
let follows = true;

/** Makes an element the one that follows the answer while the reader is at its end. */
export function transcriptScroll() {
  return ref((element) => {
    if (!(element instanceof HTMLElement) || element === transcript.value) return;
    (transcript as { value?: HTMLElement }).value = element;
    element.addEventListener("scroll", update, { passive: true });
  });
}

/** Shows the newest text again. */
export function jumpButton(): TemplateResult {
  return html`<button ${ref(jump)} type="button" class="jump" hidden @click=${jumpToLatest}>
    ${icon("arrowDown")}${text.jumpToLatest}
  </button>`;
}

/** Keeps the end in view after the content has grown, unless the reader has scrolled away. */
export function followEnd(): void {
  const element = transcript.value;
  if (element && follows) element.scrollTop = element.scrollHeight;
  else update();
}

/** Goes to the end and follows it again. */
export function jumpToLatest(): void {
  follows = true;
  followEnd();
  update();
}

function update(): void {
  const element = transcript.value;
  if (!element) return;
  follows = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd;
  if (jump.value) jump.value.hidden = follows;
}
