// What the stand-in for the editor has of the editor's own AI.

export class LanguageModelTextPart {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

export class LanguageModelToolResult {
  readonly content: readonly LanguageModelTextPart[];

  constructor(content: readonly LanguageModelTextPart[]) {
    this.content = content;
  }
}

export class CancellationError extends Error {}

/** As in the editor, text is escaped and Markdown is not. */
export class MarkdownString {
  value: string;

  constructor(value = "") {
    this.value = value;
  }

  appendMarkdown(markdown: string): this {
    this.value += markdown;
    return this;
  }
}

/** An answer that a thread of the Chat view holds. */
export class ChatResponseTurn {
  readonly result: unknown;

  constructor(result: unknown) {
    this.result = result;
  }
}

export class Location {
  readonly uri: unknown;
  readonly range: unknown;

  constructor(uri: unknown, range: unknown) {
    this.uri = uri;
    this.range = range;
  }
}

export const ChatResultFeedbackKind = { Unhelpful: 0, Helpful: 1 };
