import { asTyped, parseQuestion } from "../../src/core/chat/draft.ts";
import type { Message } from "../../src/core/model.ts";

/** Goes through the questions that were asked before, as a terminal goes through its commands. */
export class Recall {
  /** How many questions back; 0 is what is being typed. */
  #back = 0;
  #shown = "";

  /**
   * The text to show instead of `current`.
   * @param by 1 for an older question, -1 for a newer one
   * @returns undefined when there is none, or when what is typed is not a recalled question
   */
  go(by: 1 | -1, current: string, messages: readonly Message[]): string | undefined {
    if (current !== this.#shown || current === "") this.#back = 0;
    if (this.#back === 0 && (by === -1 || current !== "")) return undefined;
    const questions = messages.flatMap(({ role, text }) => (role === "user" ? typedIn(text) : []));
    const back = this.#back + by;
    if (back > questions.length) return undefined;
    this.#back = back;
    this.#shown = back === 0 ? "" : (questions.at(-back) ?? "");
    return this.#shown;
  }
}

/** What was typed of a question, as a field holds it; nothing where only code went along. */
function typedIn(question: string): string | readonly [] {
  const { text } = parseQuestion(question);
  return text === "" ? [] : asTyped(text);
}
