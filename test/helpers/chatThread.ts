import type * as vscode from "vscode";
import { answerInChat, type AnswerInChatDeps } from "../../src/host/ai/answerInChat.ts";
import { ChatResponseTurn, EventEmitter } from "./editor/vscode.ts";

/** A thread with `@parley` in the Chat view. */
export class ChatThread {
  /** The results of its turns. */
  results: vscode.ChatResult[] = [];
  readonly #deps: AnswerInChatDeps;

  /** @param deps as far as the participant uses them */
  constructor(deps: object) {
    this.#deps = deps as AnswerInChatDeps;
  }

  /** One turn; gives what the Chat view shows of it, a line for each part. */
  async turn(prompt: string, more: Partial<vscode.ChatRequest> = {}) {
    const shown: string[] = [];
    const note = (kind: string) => (value: unknown) => {
      const { value: markdown } = Object(value) as { readonly value?: string };
      const text = (markdown ?? String(value)).trim();
      if (text !== "") shown.push(`${kind}: ${text}`);
    };
    const stream = {
      markdown: note("text"),
      reference: note("reference"),
      anchor: (target: unknown, title: string) =>
        shown.push(`anchor: ${title} -> ${String(target)}`),
      progress: note("progress"),
      button: ({ title, arguments: [argument] = [] }: vscode.Command) =>
        shown.push(`button: ${title} ${JSON.stringify(argument)}`),
    };
    const request = { prompt, references: [], command: undefined, ...more };
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: new EventEmitter<void>().event,
    };
    // As it comes back after a reload.
    const history = this.results.map(
      (one) => new ChatResponseTurn(JSON.parse(JSON.stringify(one))),
    );
    const result = await answerInChat(
      this.#deps,
      request as unknown as vscode.ChatRequest,
      { history } as unknown as vscode.ChatContext,
      stream as unknown as vscode.ChatResponseStream,
      token,
    );
    this.results.push(result);
    return { shown, result };
  }
}
