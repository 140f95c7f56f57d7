import { text } from "../text.ts";

/** How long a button says that something was copied, in milliseconds. */
const shownFor = 1000;

/**
 * Lets buttons that copy something say so for a moment; the returned function is to be called when it was copied.
 * @param say tells it to a screen reader
 */
export function confirmCopies(say: (sentence: string) => void): () => void {
  let pressed: Element | null = null;
  document.addEventListener("click", ({ target }) => {
    pressed = target instanceof Element ? target.closest("[data-copies]") : null;
  });
  return () => {
    const button = pressed;
    pressed = null;
    button?.setAttribute("data-copied", "");
    say(text.copied);
    setTimeout(() => button?.removeAttribute("data-copied"), shownFor);
  };
}
