import { settingsKind } from "./settingsKind.ts";

/** How freely the chatbot answers, and who is told (13.2). */
export const advancedSettings = settingsKind({
  id: "sitegpt-advanced",
  title: "Advanced Settings",
  segment: "settings/advanced",
  properties: {
    creativity: {
      type: "string",
      // In lower case, unlike all other choices of this API (trap 19).
      enum: ["restricted", "conservative", "creative", "custom"],
      markdownDescription: "How freely the chatbot answers; `custom` takes the temperature.",
    },
    temperature: {
      type: "number",
      minimum: 0,
      maximum: 1,
      markdownDescription: "Counts only where `creativity` is `custom`.",
    },
    topK: {
      type: "integer",
      minimum: 1,
      markdownDescription: "How many passages are looked up for a question.",
    },
    webhookUrl: {
      type: "string",
      markdownDescription:
        "All messages are sent here, unless a session has an address of its own.",
    },
    webhookToken: {
      type: "string",
      markdownDescription: "Goes along with those messages. It can be set and is never shown.",
    },
  },
  secrets: ["webhookToken"],
});
