import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { FilesFrame, PromptRow, PromptsFrame } from "../../src/protocol/frames.ts";
import { maxQueryLength } from "../../src/protocol/limits.ts";
import { post } from "../host.ts";
import { text } from "../text.ts";
import { icon } from "./icons.ts";
import { typeInto } from "./typeInto.ts";

/** What stands before the cursor when something is being named, up to the sign that begins it. */
const kinds = {
  /** `#` and a part of a file's path, anywhere. */
  file: /(?:^|\s)#([^\s#]*)$/,
  /** `/` and a part of a prompt's name, before anything else. */
  prompt: /^\s*\/([^\s/]*)$/,
} as const;

type Kind = keyof typeof kinds;

interface Query {
  readonly kind: Kind;
  readonly text: string;
}

/** What a row of the list stands for. */
type Row =
  | { readonly kind: "file"; readonly label: string }
  | { readonly kind: "prompt"; readonly label: string; readonly prompt: PromptRow };

const origins = {
  "built-in": nothing,
  user: text.promptOfUser,
  workspace: text.promptOfWorkspace,
} as const;

/** The id of the list, for the field that it belongs to. */
export const completionId = "completion";

/** Completes `#` in the composer with the workspace's files, which are attached, and `/` with prompts. */
export class Completion {
  readonly #redraw: () => void;
  #query: Query | undefined;
  #request = 0;
  #rows: readonly Row[] = [];
  #active = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  get isOpen(): boolean {
    return this.#rows.length > 0;
  }

  /** The id of the marked row. */
  get activeId(): string | undefined {
    return this.isOpen ? rowId(this.#active) : undefined;
  }

  /** Looks at what was typed; asks the host for a list when something is being named. */
  follow(field: HTMLTextAreaElement): void {
    const query = queryIn(field);
    if (isSame(query, this.#query)) return;
    this.#query = query;
    // Until the new list is there, the old one shows what of it still fits.
    const wanted = query?.text.toLowerCase() ?? "";
    const fits = ({ kind, label }: Row): boolean =>
      kind === query?.kind && label.toLowerCase().includes(wanted);
    this.#show(this.#rows.filter(fits));
    if (!query) return;
    this.#request += 1;
    const type = query.kind === "file" ? "find-files" : "find-prompts";
    post({ type, request: this.#request, query: query.text });
  }

  /** Closes the list when the cursor has left what is being named. */
  keepWith(field: HTMLTextAreaElement): void {
    if (isSame(queryIn(field), this.#query)) return;
    this.#query = undefined;
    this.close();
  }

  /** Takes over the host's list. */
  receive(frame: FilesFrame | PromptsFrame): void {
    if (frame.request !== this.#request || !this.#query) return;
    this.#show(
      frame.type === "files"
        ? frame.paths.map((path) => ({ kind: "file", label: path }))
        : frame.prompts.map((prompt) => ({ kind: "prompt", label: prompt.name, prompt })),
    );
  }

  close(): void {
    // A list that is still on its way is not wanted any more.
    this.#request += 1;
    this.#show([]);
  }

  /** Marks the next (1) or the previous (-1) row. */
  move(by: 1 | -1): void {
    this.#active = (this.#active + by + this.#rows.length) % this.#rows.length;
    this.#redraw();
  }

  /**
   * Takes a row, the marked one by default: a file is attached and its name stays in the sentence, a prompt takes the
   * place of what named it.
   */
  choose(field: HTMLTextAreaElement, index = this.#active): void {
    const row = this.#rows[index];
    if (!row || !this.#query) return;
    const end = field.selectionStart;
    const words = row.kind === "file" ? `${row.label.replace(/^.*[\\/]/, "")} ` : "";
    typeInto(field, words, end - this.#query.text.length - 1, end);
    this.#query = undefined;
    this.close();
    post({ type: "change-draft", text: field.value });
    if (row.kind === "file") post({ type: "attach-path", path: row.label });
    else post({ type: "use-prompt", id: row.prompt.id });
  }

  /** The list, while it is open. */
  view(onChoose: (index: number) => void): TemplateResult | typeof nothing {
    const [first] = this.#rows;
    if (!first) return nothing;
    const label = first.kind === "file" ? text.files : text.promptFiles;
    return html`<ul class="completion" role="listbox" id=${completionId} aria-label=${label}>
      ${this.#rows.map(
        (row, index) =>
          html`<li
            role="option"
            id=${rowId(index)}
            aria-selected=${String(index === this.#active)}
            ${index === this.#active ? ref(bringIntoSight) : nothing}
            @mousedown=${(event: MouseEvent) => {
              // The field keeps the focus.
              event.preventDefault();
              onChoose(index);
            }}
          >
            ${rowView(row)}
          </li>`,
      )}
    </ul>`;
  }

  #show(rows: readonly Row[]): void {
    if (rows.length === 0 && this.#rows.length === 0) return;
    this.#rows = rows;
    this.#active = 0;
    this.#redraw();
  }
}

/** The focus is in the field, so the browser does not scroll by itself. One function, so that lit calls it once. */
function bringIntoSight(row: Element | undefined): void {
  row?.scrollIntoView({ block: "nearest" });
}

function rowView(row: Row): TemplateResult {
  if (row.kind === "file") return html`${icon("file")}<span dir="auto">${row.label}</span>`;
  const { description, origin } = row.prompt;
  // The blanks keep the parts apart for whoever hears them.
  const name = html`<span dir="auto">/${row.label}</span>`;
  const detail = html`<span class="completion-detail" dir="auto">${description}</span>`;
  return html`${name} ${detail} <span class="completion-detail">${origins[origin]}</span>`;
}

function isSame(left: Query | undefined, right: Query | undefined): boolean {
  return left?.kind === right?.kind && left?.text === right?.text;
}

/** What is being named before the cursor. */
function queryIn({ value, selectionStart }: HTMLTextAreaElement): Query | undefined {
  const before = value.slice(0, selectionStart);
  for (const kind of ["file", "prompt"] as const) {
    const typed = kinds[kind].exec(before)?.[1];
    if (typed !== undefined && typed.length <= maxQueryLength) return { kind, text: typed };
  }
  return undefined;
}

function rowId(index: number): string {
  return `${completionId}-${index}`;
}
