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
  /** The same where it takes a while, e.g. because a service is asked. The text stays, and can be mended. */
  readonly check?: (text: string, signal: AbortSignal) => Promise<string | undefined>;
  readonly buttons?: readonly TextButton[];
}

/** A button beside the title of a step. */
export interface TextButton {
  /** A codicon. */
  readonly icon: string;
  readonly label: string;
  readonly run: () => Promise<unknown>;
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
  input.buttons = (step.buttons ?? []).map(({ icon, label }) => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip: label,
  }));
  const end = new AbortController();
  const validate = (): boolean => {
    input.validationMessage = step.validate?.(input.value.trim());
    return input.validationMessage === undefined;
  };
  /** The text, once nothing is wrong with it. */
  const accept = async (): Promise<string | undefined> => {
    const typed = input.value.trim();
    if (input.busy || !validate()) return undefined;
    input.busy = true;
    const fault = await step.check?.(typed, end.signal);
    input.busy = false;
    // What is typed meanwhile has not been looked at.
    if (input.value.trim() !== typed) return undefined;
    input.validationMessage = fault;
    return fault === undefined ? typed : undefined;
  };
  try {
    return await new Promise((resolve, reject) => {
      input.onDidChangeValue(() => {
        if (input.validationMessage !== undefined) validate();
      });
      input.onDidAccept(() => {
        accept().then((typed) => {
          if (typed !== undefined) resolve(typed);
        }, reject);
      });
      input.onDidTriggerButton((pressed) => {
        step.buttons?.[input.buttons.indexOf(pressed)]?.run().catch(reject);
      });
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    end.abort();
    input.dispose();
  }
}
