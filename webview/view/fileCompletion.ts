import { html, nothing, type TemplateResult } from "lit";
import type { FilesFrame } from "../../src/protocol/frames.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";
import { icon } from "./icons.ts";

/** What stands before the cursor when a file is being named: `#` and the part of its path. */
const reference = /(?:^|\s)#([^\s#]*)$/;

/** The id of the list, for the field that it belongs to. */
export const completionId = "file-completion";

/** Completes `#` in the composer with the workspace's files; a chosen file is attached. */
export class FileCompletion {
  readonly #redraw: () => void;
  #query: string | undefined;
  #request = 0;
  #paths: readonly string[] = [];
  #active = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  get isOpen(): boolean {
    return this.#paths.length > 0;
  }

  /** The id of the marked row. */
  get activeId(): string | undefined {
    return this.isOpen ? rowId(this.#active) : undefined;
  }

  /** Looks at what was typed; asks the host for files when one is being named. */
  follow(field: HTMLTextAreaElement): void {
    const query = reference.exec(field.value.slice(0, field.selectionStart))?.[1];
    if (query === this.#query) return;
    this.#query = query;
    // Until the new list is there, the old one shows what of it still fits.
    const wanted = query?.toLowerCase();
    this.#show(
      wanted === undefined ? [] : this.#paths.filter((path) => path.toLowerCase().includes(wanted)),
    );
    if (query === undefined) return;
    this.#request += 1;
    post({ type: "find-files", request: this.#request, query });
  }

  /** Takes over the host's list. */
  receive({ request, paths }: FilesFrame): void {
    if (request === this.#request && this.#query !== undefined) this.#show(paths);
  }

  close(): void {
    this.#show([]);
  }

  /** Marks the next (1) or the previous (-1) row. */
  move(by: 1 | -1): void {
    this.#active = (this.#active + by + this.#paths.length) % this.#paths.length;
    this.#redraw();
  }

  /** Attaches a file, the marked one by default, and takes what named it out of the field. */
  choose(field: HTMLTextAreaElement, index = this.#active): void {
    const path = this.#paths[index];
    if (path === undefined || this.#query === undefined) return;
    const end = field.selectionStart;
    field.setRangeText("", end - this.#query.length - 1, end, "end");
    this.#query = undefined;
    this.close();
    post({ type: "change-draft", text: field.value });
    post({ type: "attach-path", path });
  }

  /** The list, while it is open. */
  view(onChoose: (index: number) => void): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<ul class="completion" role="listbox" id=${completionId} aria-label=${text.files}>
      ${this.#paths.map(
        (path, index) =>
          html`<li
            role="option"
            id=${rowId(index)}
            aria-selected=${String(index === this.#active)}
            @mousedown=${(event: MouseEvent) => {
              // The field keeps the focus.
              event.preventDefault();
              onChoose(index);
            }}
          >
            ${icon("file")}<span dir="auto">${path}</span>
          </li>`,
      )}
    </ul>`;
  }

  #show(paths: readonly string[]): void {
    if (paths.length === 0 && this.#paths.length === 0) return;
    this.#paths = paths;
    this.#active = 0;
    this.#redraw();
  }
}

function rowId(index: number): string {
  return `${completionId}-${index}`;
}
