import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";
import { redact } from "../../core/redact.ts";

/** The log in the output channel "Parley". Every line is redacted here once more. */
export class OutputLog implements Log, vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel("Parley", { log: true });

  debug(line: string): void {
    this.#channel.debug(redact(line));
  }

  info(line: string): void {
    this.#channel.info(redact(line));
  }

  warn(line: string): void {
    this.#channel.warn(redact(line));
  }

  error(line: string): void {
    this.#channel.error(redact(line));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
