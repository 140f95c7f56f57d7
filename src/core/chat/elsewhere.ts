import type { Message } from "../model.ts";
import type { ChatParts } from "./chatParts.ts";
import {
  emptyReply,
  type Question,
  questionKey,
  questionMessage,
  replyKey,
  replyMessage,
} from "./questions.ts";

/** Shows the question that another window is sending, and its answer as far as that window has written it down. */
export class Elsewhere {
  readonly #parts: ChatParts;
  #shown: string | undefined;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** True while a question of another window is shown as one that is being answered. */
  get isShown(): boolean {
    return this.#shown !== undefined;
  }

  /** Shows what has changed. */
  follow(): void {
    const live = this.#parts.outbox.elsewhere;
    this.#end(live);
    if (live) this.#show(live);
  }

  #end(live: Question | undefined): void {
    const { outbox, emit } = this.#parts;
    const before = this.#shown;
    if (before === undefined || before === live?.id) return;
    this.#shown = undefined;
    const ended = outbox.find(before);
    if (ended) this.#showText(replyMessage(ended));
    switch (ended?.state) {
      case "stopped":
        emit({ type: "reply-stopped" });
        break;
      case "failed":
        if (ended.error) emit({ type: "reply-failed", error: ended.error });
        break;
      case "interrupted":
        emit({ type: "reply-interrupted", isSent: ended.isSent });
        break;
      default:
        emit({ type: "reply-end", outcome: "complete" });
    }
  }

  #show(live: Question): void {
    const { emit, state } = this.#parts;
    if (this.#shown === undefined) {
      // One's own answer stands there.
      if (state().reply) return;
      this.#shown = live.id;
      // It was taken for interrupted, and goes on after all.
      const keys = [questionKey(live), replyKey(live)];
      emit({ type: "messages-replaced", keys, by: [] });
      emit({ type: "question-asked", question: questionMessage(live), reply: emptyReply(live) });
    }
    const reply = replyMessage(live);
    // That window writes down what has arrived, and not that something does.
    if (reply.text !== "" && state().reply?.state?.kind === "waiting")
      emit({ type: "reply-start" });
    this.#showText(reply);
  }

  /** Tells what is new, as if it had just arrived. */
  #showText({ text, sources = [] }: Message): void {
    const { emit, state } = this.#parts;
    const shown = state().reply;
    const known = new Set(shown?.sources?.map(({ id }) => id));
    const before = shown?.text ?? "";
    if (text.length > before.length) emit({ type: "text-delta", text: text.slice(before.length) });
    for (const source of sources) {
      if (!known.has(source.id)) emit({ type: "source-found", source });
    }
  }
}
