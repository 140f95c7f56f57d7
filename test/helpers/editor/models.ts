// The language models of the stand-in for the editor.
import { Disposable, EventEmitter } from "./events.ts";

/** A language model; what it was sent is remembered. */
export class FakeModel {
  readonly vendor = "vendor";
  readonly name: string;
  readonly sent: string[] = [];
  /** What it says, piece by piece; a thrown error ends it. */
  readonly #say: () => AsyncIterable<string>;

  constructor(name: string, say: () => AsyncIterable<string>) {
    this.name = name;
    this.#say = say;
  }

  async sendRequest(messages: readonly { readonly content: string }[]) {
    this.sent.push(...messages.map(({ content }) => content));
    return { text: this.#say() };
  }
}

export const LanguageModelChatMessage = { User: (content: string) => ({ content }) };

export class CancellationTokenSource {
  readonly token = { onCancellationRequested: () => new Disposable(() => undefined) };
  cancel(): void {}
  dispose(): void {}
}

export const modelsChanged = new EventEmitter<void>();
