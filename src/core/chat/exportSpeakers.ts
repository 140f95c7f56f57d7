import type { Message } from "../model.ts";
import { type ChatState, isAskedByAi } from "./state.ts";

/** What the speakers and pages are called in an exported chat. */
export interface SpeakerNames {
  readonly you: string;
  /** Who asked a question that the user has not asked. */
  readonly aiAgent: string;
  readonly chatbot: string;
  /** A human agent whose name the service does not tell. */
  readonly agent: string;
  readonly service: string;
  /** The page of a source, e.g. `page 4`. */
  readonly page: (page: number) => string;
}

/** Who says a message of a chat. */
export function speakerName(
  message: Message,
  names: SpeakerNames,
  chat: Pick<ChatState, "aiQuestions">,
): string {
  const { role, author } = message;
  switch (role) {
    case "user":
      return isAskedByAi(message, chat) ? names.aiAgent : names.you;
    case "assistant":
      return names.chatbot;
    case "agent":
      return author ?? names.agent;
    case "system":
      return names.service;
  }
}
