/** Browsers write longer texts line by line, so slowly that nobody could type meanwhile. */
const maxLines = 50;

/**
 * Puts a text into a field in the place of another one, by default of all, with the cursor behind it. Unless it is long,
 * the user can undo that as if it had been typed: the browser keeps the history of a field only for what its own
 * commands write, which they do where the focus is. The field tells nobody of it.
 */
export function typeInto(
  field: HTMLTextAreaElement,
  text: string,
  start = 0,
  end: number = field.value.length,
): void {
  const wanted = field.value.slice(0, start) + text + field.value.slice(end);
  const silence = (event: Event): void => event.stopImmediatePropagation();
  field.addEventListener("input", silence, { capture: true });
  try {
    if (!writeByCommand(field, text, start, end) || field.value !== wanted) {
      field.value = wanted;
      field.setSelectionRange(start + text.length, start + text.length);
    }
  } finally {
    field.removeEventListener("input", silence, { capture: true });
  }
}

/** False where the browser says that it does not do it. */
function writeByCommand(
  field: HTMLTextAreaElement,
  text: string,
  start: number,
  end: number,
): boolean {
  if (document.activeElement !== field || text.split("\n").length > maxLines) return false;
  // Out of date, and still the only way to write into that history.
  if (typeof document.execCommand !== "function") return false;
  field.setSelectionRange(start, end);
  return document.execCommand(text === "" ? "delete" : "insertText", false, text);
}
