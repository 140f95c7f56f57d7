import { text } from "../text.ts";

/** How long a button says that something was copied, in milliseconds. */
const shownFor = 1000;

/** Lets buttons that copy something say so for a moment. @param say tells it to a screen reader */
export function confirmCopies(say: (sentence: string) => void): void {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-copies]") : null;
    if (!button) return;
    button.setAttribute("data-copied", "");
    say(text.copied);
    setTimeout(() => button.removeAttribute("data-copied"), shownFor);
  });
}
