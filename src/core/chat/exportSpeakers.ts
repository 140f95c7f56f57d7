import type { Message } from "../model.ts";

/** What the speakers and pages are called in an exported chat. */
export interface SpeakerNames {
  readonly you: string;
  readonly chatbot: string;
  /** A human agent whose name the service does not tell. */
  readonly agent: string;
  readonly service: string;
  /** The page of a source, e.g. `page 4`. */
  readonly page: (page: number) => string;
}

/** Who says a message. */
export function speakerName({ role, author }: Message, names: SpeakerNames): string {
  switch (role) {
    case "user":
      return names.you;
    case "assistant":
      return names.chatbot;
    case "agent":
      return author ?? names.agent;
    case "system":
      return names.service;
  }
}
