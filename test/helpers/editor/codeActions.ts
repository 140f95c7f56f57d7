// What the light bulb of the stand-in for the editor offers.

export class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  static readonly QuickFix = new CodeActionKind("quickfix");
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  contains({ value }: CodeActionKind): boolean {
    return this.value === "" || value === this.value || value.startsWith(`${this.value}.`);
  }
}

export class CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  command: unknown;
  diagnostics: readonly unknown[] = [];

  constructor(title: string, kind: CodeActionKind) {
    this.title = title;
    this.kind = kind;
  }
}
