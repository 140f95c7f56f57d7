/**
 * The history of a field, as browsers keep it for what their own commands write; jsdom has no such commands. Gives what
 * Ctrl+Z does; the commands are gone with `dispose`.
 */
export function keepFieldHistory(): { undo(): void; dispose(): void } {
  const before: [HTMLTextAreaElement, string][] = [];
  const execCommand = (name: string, _showUi: boolean, text: string): boolean => {
    const field = document.activeElement;
    if (!(field instanceof HTMLTextAreaElement)) return false;
    before.push([field, field.value]);
    const written = name === "insertText" ? text : "";
    field.setRangeText(written, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
    return true;
  };
  Object.assign(document, { execCommand });
  return {
    undo: () => {
      const [field, value] = before.pop() ?? [];
      if (!field || value === undefined) return;
      field.value = value;
      field.dispatchEvent(new Event("input"));
    },
    dispose: () => void Reflect.deleteProperty(document, "execCommand"),
  };
}
