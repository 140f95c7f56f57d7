import * as vscode from "vscode";
import { missingFence } from "../../core/chat/exportCode.ts";
import { placeReferences } from "../../core/chat/exportReferences.ts";
import type { Log } from "../../core/log.ts";
import type { Message, Source } from "../../core/model.ts";
import { plainMarkdown } from "../text/plainMarkdown.ts";
import { HarmlessStream } from "./harmlessStream.ts";
import { inOneLine } from "./quoted.ts";

/** A source that an answer cites. */
export interface CitedSource {
  readonly source: Source;
  /** What stands for it in the shown text, e.g. `[1]`; absent where the service marks nothing. */
  readonly mark: string | undefined;
}

/** VS Code's reader of Markdown calls itself for each level, and gives up on thousands of them. */
const tooDeep = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){100}/m;

/** Writes an answer into the Chat view as it arrives: whose it is, and its text, of which nothing loads or opens. */
export class AnswerStream {
  readonly #stream: Pick<vscode.ChatResponseStream, "markdown">;
  readonly #log: Log;
  readonly #pieces = new HarmlessStream();
  #head: string;
  /** True where the sources come before the text; otherwise what is shown already keeps the service's marks. */
  #isNumbered: boolean | undefined;

  /** False once VS Code could not, or could not be expected to, show what was given. */
  #isShown = true;

  /** @param whose names the chatbot; untrusted */
  constructor(stream: Pick<vscode.ChatResponseStream, "markdown">, log: Log, whose: string) {
    this.#stream = stream;
    this.#log = log;
    this.#head = `_${plainMarkdown(inOneLine(whose))}_\n\n`;
  }

  /** Shows what has arrived. */
  show(reply: Message): void {
    this.#write(reply, false);
  }

  /** Shows the rest; gives what the answer cites, in the order of its marks. */
  end(answer: Message): readonly CitedSource[] {
    const cited = this.#write(answer, true);
    // What follows is not to be code.
    if (this.#isShown) this.#stream.markdown(missingFence(answer.text));
    else
      this.#stream.markdown(vscode.l10n.t("VS Code cannot show this answer. Open it in Parley."));
    return cited;
  }

  #write(message: Message, isEnd: boolean): readonly CitedSource[] {
    if (message.text !== "") this.#isNumbered ??= (message.sources ?? []).length > 0;
    const isNumbered = this.#isNumbered ?? false;
    let number = 0;
    const { text, atEnd, sources } = placeReferences(
      isEnd ? message : { ...message, text: withoutOpenCode(message.text) },
      () => String((number += 1)),
      (label) => `[${label}]`,
    );
    const piece = this.#pieces.next(isNumbered ? text : message.text, isEnd);
    if (piece !== "" && this.#isShown) {
      this.#isShown = !tooDeep.test(message.text) && this.#give(`${this.#head}${piece}`);
      this.#head = "";
    }
    return sources.map(({ label, source }) => {
      const isMarked = !atEnd.some((unmarked) => unmarked.source === source);
      return { source, mark: isMarked && isNumbered ? `[${label}]` : source.marker };
    });
  }

  /** False when VS Code does not take it. */
  #give(markdown: string): boolean {
    try {
      this.#stream.markdown(markdown);
      return true;
    } catch (error) {
      this.#log.warn(`@parley: an answer is not shown (${String(error)})`);
      return false;
    }
  }
}

/** Marks in code stay as they are, and what is code is known when it has ended. */
function withoutOpenCode(text: string): string {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  const isOpen = line.split("`").length % 2 === 0;
  return isOpen ? text.slice(0, text.lastIndexOf("`")) : text;
}
