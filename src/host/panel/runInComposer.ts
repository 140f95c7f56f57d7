import { randomUUID } from "node:crypto";
import type { Chat } from "../../core/chat/chat.ts";
import { asTyped, joinDrafts, parseQuestion } from "../../core/chat/draft.ts";
import type { PanelCommand } from "../../protocol/commands.ts";
import type { FilesFrame, NoticeFrame, PromptsFrame } from "../../protocol/frames.ts";
import type { PanelContexts } from "./panelContexts.ts";

const types = [
  "attach",
  "attach-path",
  "attach-uris",
  "change-draft",
  "detach",
  "edit-question",
  "find-files",
  "find-prompts",
  "use-prompt",
] as const;

/** Commands of a panel that are about what is typed and attached. */
export type ComposerCommand = Extract<PanelCommand, { type: (typeof types)[number] }>;

/** True for a command that `runInComposer` can run. */
export function isComposerCommand(command: PanelCommand): command is ComposerCommand {
  return types.some((type) => type === command.type);
}

/** Runs a command of a panel. @returns what the panel is told, or that its field gets the keyboard focus */
export async function runInComposer(
  command: ComposerCommand,
  chat: Chat,
  contexts: PanelContexts,
): Promise<FilesFrame | PromptsFrame | NoticeFrame | "focus" | undefined> {
  switch (command.type) {
    case "attach":
    case "attach-uris":
    case "attach-path": {
      const { attachments, notice } = await contexts.take(command);
      if (attachments.length > 0) chat.draft.attach(attachments);
      if (notice !== undefined) return { type: "notice", text: notice };
      return attachments.length > 0 ? "focus" : undefined;
    }
    case "change-draft":
      chat.draft.type(command.text);
      return undefined;
    case "detach":
      chat.draft.detach(command.id);
      return undefined;
    case "edit-question":
      return editQuestion(command.key, chat) ? "focus" : undefined;
    case "find-files": {
      const paths = await contexts.findFiles(command.query);
      return { type: "files", request: command.request, paths };
    }
    case "find-prompts": {
      const prompts = await contexts.findPrompts(command.query);
      return { type: "prompts", request: command.request, prompts };
    }
    case "use-prompt": {
      const { draft, notice } = await contexts.usePrompt(command.id);
      if (draft) chat.draft.set(joinDrafts(draft, chat.draft.value));
      return notice === undefined ? "focus" : { type: "notice", text: notice };
    }
  }
}

/** Puts a question that was asked into the field again, before what is typed there; false when it is gone. */
function editQuestion(key: string, chat: Chat): boolean {
  const message = chat.state.messages.find((one) => one.key === key);
  if (!message) return false;
  const parsed = parseQuestion(message.text);
  const text = asTyped(parsed.text);
  const { value } = chat.draft;
  // A second click brings no second copy.
  const isThere = `${value.text}\n\n`.startsWith(`${text}\n\n`);
  const question = {
    text: isThere ? "" : text,
    attachments: parsed.attachments.map((one) => ({ ...one, id: randomUUID() })),
  };
  chat.draft.set(joinDrafts(question, value));
  return true;
}
