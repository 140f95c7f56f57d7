import { l10n } from "vscode";
import type { Chatbot } from "../../core/model.ts";

/** A text of a layer that knows no `vscode`, in the language of VS Code; `tools/texts/data.ts` lists such texts. */
export function translated(english: string): string {
  return l10n.bundle?.[english] ?? english;
}

/** The chatbot with its name and description in the language of VS Code, where they are Parley's own. */
export function translatedChatbot(chatbot: Chatbot): Chatbot {
  const { name, description, isNamedByParley } = chatbot;
  if (!isNamedByParley) return chatbot;
  return {
    ...chatbot,
    name: translated(name),
    ...(description !== undefined && { description: translated(description) }),
  };
}
