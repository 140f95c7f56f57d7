import type { Token, Tokens } from "marked";
import { codeText } from "./codeText.ts";

/** A block at the end of a growing answer whose next text can be drawn without parsing the block again. */
export interface OpenBlock {
  /** Draws more text; false when the block may end with it, and has to be parsed again. */
  grow(delta: string): boolean;
}

/** The open block that a text consists of, if it is of a kind that can grow. */
export function findOpenBlock(
  token: Token,
  text: string,
  element: HTMLElement,
  drawTable: (markdown: string) => HTMLElement,
): OpenBlock | undefined {
  if (token.type === "code") return openFence(text, element);
  if (token.type === "table") return openTable(token as Tokens.Table, text, element, drawTable);
  return undefined;
}

/** A code fence that is not closed: as long as no line can close it, its code just grows. */
function openFence(text: string, element: HTMLElement): OpenBlock | undefined {
  const [opening, fence] = /^(`{3,}|~{3,})[^\n]*\n/.exec(text) ?? [];
  const code = element.querySelector<HTMLElement>(".code code");
  if (opening === undefined || fence === undefined || !code) return undefined;
  const closing = new RegExp(`^ {0,3}${fence[0] ?? ""}{${fence.length},}\\s*$`);
  const lines = text.slice(opening.length).split("\n");
  if (lines.some((line) => closing.test(line))) return undefined;
  const writer = codeText(code, text.slice(opening.length));
  let lastLine = lines.at(-1) ?? "";
  return {
    grow(delta) {
      const grown = (lastLine + delta).split("\n");
      if (grown.some((line) => closing.test(line) || /^ {0,3}[`~]/.test(line))) return false;
      lastLine = grown.at(-1) ?? "";
      writer.append(delta);
      return true;
    },
  };
}

/** Rows before it is worth not to parse the table again. */
const fewRows = 8;

/** A table: complete rows are added to it, the last line waits until it is complete. */
function openTable(
  token: Tokens.Table,
  text: string,
  element: HTMLElement,
  drawTable: (markdown: string) => HTMLElement,
): OpenBlock | undefined {
  const body = element.querySelector("tbody");
  if (!body || token.rows.length < fewRows || !text.endsWith("\n")) return undefined;
  const head = text.split("\n", 2).join("\n");
  let waiting = "";
  return {
    grow(delta) {
      const lines = (waiting + delta).split("\n");
      if (
        lines.some(
          (line, index) => !line.startsWith("|") && (line !== "" || index < lines.length - 1),
        )
      ) {
        return false;
      }
      waiting = lines.pop() ?? "";
      if (lines.length > 0) {
        body.append(...drawTable([head, ...lines].join("\n")).querySelectorAll("tbody > tr"));
      }
      return true;
    },
  };
}
