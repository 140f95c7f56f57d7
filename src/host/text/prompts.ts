import * as vscode from "vscode";

/** One step of several in which the user types something. */
export interface TextStep {
  readonly title: string;
  readonly prompt: string;
  readonly step?: number;
  readonly totalSteps?: number;
  readonly value?: string;
  readonly placeholder?: string;
  /** Shows dots instead of what is typed. */
  readonly isSecret?: boolean;
  /** A sentence that says why the text has to be looked at again, shown until it is changed. */
  readonly fault?: string | undefined;
  /** A sentence that says what is wrong, or undefined. */
  readonly validate?: (text: string) => string | undefined;
}

/** Asks for a line of text. Undefined when the user gives up. */
export async function askText(step: TextStep): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = step.title;
  input.prompt = step.prompt;
  input.value = step.value ?? "";
  input.password = step.isSecret ?? false;
  input.placeholder = step.placeholder;
  input.step = step.step;
  input.totalSteps = step.totalSteps;
  input.validationMessage = step.fault;
  // A key is fetched from a browser: switching windows must not throw the input away.
  input.ignoreFocusOut = true;
  const check = (): boolean => {
    input.validationMessage = step.validate?.(input.value.trim());
    return input.validationMessage === undefined;
  };
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue(() => {
        if (input.validationMessage !== undefined) check();
      });
      input.onDidAccept(() => {
        if (check()) resolve(input.value.trim());
      });
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
