import * as vscode from "vscode";
import { SingleFlight } from "../../core/async/singleFlight.ts";
import type { PanelCommand } from "../../protocol/commands.ts";
import type { PromptRow } from "../../protocol/frames.ts";
import { maxDroppedFiles } from "../../protocol/limits.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { noFile, type Taken, takeFiles } from "../context/attachFile.ts";
import { confirmAttachments } from "../context/confirmAttachment.ts";
import { findFiles, uriOfPath } from "../context/findFiles.ts";
import { pickContext } from "../context/pickContext.ts";
import { type KnownPrompt, readPrompts } from "../context/promptFiles.ts";
import { type FilledPrompt, usePrompt } from "../context/usePrompt.ts";

const maxPrompts = 50;

/** Commands of a panel that attach something. */
export type AttachCommand = Extract<
  PanelCommand,
  { type: "attach" | "attach-uris" | "attach-path" }
>;

/** Gives a panel the attachments of a question. Nothing is attached that the user has not chosen. */
export class PanelContexts {
  readonly #lastEditor: LastEditor;
  /** Whoever types fast asks again before all files are read. */
  readonly #reading = new SingleFlight<"prompts", readonly KnownPrompt[]>();

  constructor(lastEditor: LastEditor) {
    this.#lastEditor = lastEditor;
  }

  /** What a command asks for, without what the user refused when asked about secrets. */
  async take(command: AttachCommand): Promise<Taken> {
    const taken = await this.#find(command);
    return { ...taken, attachments: await confirmAttachments(taken.attachments) };
  }

  /** Paths of files for what was typed behind `#`. */
  async findFiles(text: string): Promise<readonly string[]> {
    return await findFiles(text);
  }

  /** Prompts for what was typed behind `/`. */
  async findPrompts(text: string): Promise<readonly PromptRow[]> {
    const wanted = text.toLowerCase();
    return (await this.#reading.run("prompts", readPrompts))
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, maxPrompts)
      .map(({ id, name, description, origin }) => ({ id, name, description, origin }));
  }

  /** What a chosen prompt fills the composer with. */
  async usePrompt(id: string): Promise<FilledPrompt> {
    const prompt = (await readPrompts()).find((one) => one.id === id);
    if (prompt) return await usePrompt(prompt.text, this.#lastEditor);
    return {
      notice: vscode.l10n.t("This prompt is no longer there. Type / to choose another one."),
    };
  }

  async #find(command: AttachCommand): Promise<Taken> {
    switch (command.type) {
      case "attach":
        return await pickContext(this.#lastEditor);
      case "attach-uris": {
        const taken = await takeFiles(command.uris.flatMap((uri) => parseUri(uri) ?? []));
        const sentences = [taken.notice, describeLeftOut(command.leftOut)].filter(Boolean);
        return { ...taken, ...(sentences.length > 0 && { notice: sentences.join(" ") }) };
      }
      case "attach-path": {
        const uri = await uriOfPath(command.path);
        // It was there when the list was made.
        return uri ? await takeFiles([uri]) : { attachments: [], notice: noFile(command.path) };
      }
    }
  }
}

function describeLeftOut(count: number): string | undefined {
  if (count === 0) return undefined;
  return vscode.l10n.t(
    "At most {0} files are attached at once. Left out: {1}. Drop those again to attach them.",
    maxDroppedFiles,
    count,
  );
}

/** A dropped file's address; undefined for anything that is no file VS Code could open. */
function parseUri(text: string): vscode.Uri | undefined {
  try {
    const uri = vscode.Uri.parse(text, true);
    return ["file", "vscode-remote", "vscode-vfs", "untitled"].includes(uri.scheme)
      ? uri
      : undefined;
  } catch {
    // Text that was dragged in from elsewhere.
    return undefined;
  }
}
