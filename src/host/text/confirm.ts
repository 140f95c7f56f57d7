import * as vscode from "vscode";

/** What a modal question says, all of it translated. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The one button besides Cancel. */
  readonly button: string;
}

/** Asks before something is done that was asked for. True when the user agrees. */
export async function confirm({ message, detail, button }: Question): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showInformationMessage(message, options, button)) === button;
}

/** Asks before something is done that may do harm. True when the user agrees. */
export async function confirmWarning({ message, detail, button }: Question): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(message, options, button)) === button;
}
