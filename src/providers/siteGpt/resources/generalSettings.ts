import type { MemberSchema } from "../../../core/resources.ts";
import { settingsKind } from "./settingsKind.ts";

/** The members of 13.1, of both generations. */
const properties: Readonly<Record<string, MemberSchema>> = {
  chatbotDescription: { type: "string", markdownDescription: "What the chatbot is for." },
  gptModel: {
    type: "string",
    markdownDescription: "The language model, such as `gpt-4`. SiteGPT says which it has.",
  },
  historyCount: {
    type: "integer",
    minimum: 0,
    markdownDescription:
      "How many earlier messages the chatbot considers. The plan says how many it may.",
  },
  disableSmartFollowUpPrompts: {
    type: "boolean",
    markdownDescription: "Whether answers suggest no further questions.",
  },
  smartFollowUpPromptsCount: {
    type: "integer",
    minimum: 1,
    maximum: 5,
    markdownDescription: "How many further questions an answer suggests.",
  },
  disableLeadNotifications: {
    type: "boolean",
    markdownDescription: "Whether no mail is sent about new leads.",
  },
  extraData: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription: "Further data that the chatbot is told.",
  },
  metadata: { type: "object", markdownDescription: "Any members of your own." },
  systemPrompt: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription: "Of older chatbots. Newer ones use prompts.",
  },
  userPrompt: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription: "Of older chatbots. Newer ones use prompts.",
  },
};

/** What the chatbot is and what it considers (13.1). */
export const generalSettings = settingsKind({
  id: "sitegpt-general",
  title: "General Settings",
  segment: "settings/general",
  properties,
  readFrom: new Map([["chatbotDescription", ["description"]]]),
});
