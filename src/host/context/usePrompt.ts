import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { type Attachment, type Draft, placeOf } from "../../core/chat/draft.ts";
import {
  type AttachedPlaceholder,
  attachmentsIn,
  fillPlaceholders,
  inputsIn,
} from "../../core/prompts/placeholders.ts";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { attachFile, isTextTooLarge } from "./attachFile.ts";
import { attachProblems } from "./attachOther.ts";
import { confirmAttachment } from "./confirmAttachment.ts";
import { takeFromEditor } from "./editorContext.ts";
import { readChanges } from "./gitChanges.ts";

/** What a prompt fills the composer with. */
export interface FilledPrompt {
  /** Absent when the user has left it, and when the prompt is gone. */
  readonly draft?: Draft;
  /** What is not there, in a sentence. */
  readonly notice?: string;
}

/**
 * A prompt as a draft: what it names is attached, and named in its words. What is not there stays a placeholder.
 * Nothing when the user leaves a question that the prompt asks, or does not attach a secret.
 */
export async function usePrompt(
  text: string,
  lastEditor: Pick<LastEditor, "get">,
): Promise<FilledPrompt> {
  const inputs = await askInputs(text);
  if (!inputs) return {};
  const attachments: Attachment[] = [];
  const attached = new Map<AttachedPlaceholder, string>();
  const missing: string[] = [];
  for (const name of attachmentsIn(text)) {
    const attachment = await take(name, lastEditor.get());
    if (!attachment || isTextTooLarge(attachment)) {
      missing.push(`\${${name}}`);
    } else {
      if (!(await confirmAttachment(attachment))) return {};
      attachments.push(attachment);
      attached.set(name, placeOf(attachment));
    }
  }
  return {
    draft: { text: fillPlaceholders(text, { attached, inputs }), attachments },
    ...(missing.length > 0 && { notice: describeMissing(missing) }),
  };
}

function describeMissing(missing: readonly string[]): string {
  return vscode.l10n.t(
    "There is nothing to attach for {0}. Attach something else, or change the question.",
    missing.join(", "),
  );
}

/** What the user types for each input of a prompt; undefined after Escape. */
async function askInputs(text: string): Promise<ReadonlyMap<string, string> | undefined> {
  const typed = new Map<string, string>();
  for (const { name, placeholder } of inputsIn(text)) {
    const value = await vscode.window.showInputBox({
      prompt: name,
      placeHolder: placeholder,
      ignoreFocusOut: true,
    });
    if (value === undefined) return undefined;
    typed.set(name, value);
  }
  return typed;
}

async function take(
  name: AttachedPlaceholder,
  editor: vscode.TextEditor | undefined,
): Promise<Attachment | undefined> {
  const uri = editor?.document.uri;
  switch (name) {
    case "selection":
      return editor && (await takeFromEditor(editor))?.attachment;
    case "file":
      return uri && (await attachFile(uri));
    case "diagnostics":
      return uri && attachProblems(uri);
    case "diff": {
      const text = await readChanges(uri, "all");
      if (!text) return undefined;
      return { id: randomUUID(), path: vscode.l10n.t("Changes"), languageId: "diff", text };
    }
  }
}
