import type { MemberSchema } from "../../../core/resources.ts";
import { settingsKind } from "./settingsKind.ts";

/** The members of 13.1, of both generations. */
const properties: Readonly<Record<string, MemberSchema>> = {
  chatbotDescription: { type: "string", markdownDescription: "What the chatbot is for." },
  gptModel: {
    type: "string",
    markdownDescription:
      "The language model, such as `gpt-4`. SiteGPT documents which are available.",
  },
  historyCount: {
    type: "integer",
    minimum: 0,
    markdownDescription:
      "The number of earlier messages the chatbot considers. Your plan sets the maximum.",
  },
  disableSmartFollowUpPrompts: {
    type: "boolean",
    markdownDescription: "Whether to turn off follow-up questions.",
  },
  smartFollowUpPromptsCount: {
    type: "integer",
    minimum: 1,
    maximum: 5,
    markdownDescription: "The number of follow-up questions an answer suggests.",
  },
  disableLeadNotifications: {
    type: "boolean",
    markdownDescription: "Whether to turn off emails about new leads.",
  },
  extraData: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription: "Additional data for the chatbot.",
  },
  metadata: { type: "object", markdownDescription: "Your own properties." },
  systemPrompt: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription: "For older chatbots. Newer ones use prompts.",
  },
  userPrompt: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription: "For older chatbots. Newer ones use prompts.",
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
