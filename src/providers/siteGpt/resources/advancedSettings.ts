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
      markdownDescription: "How varied the answers are. `custom` uses the temperature.",
    },
    temperature: {
      type: "number",
      minimum: 0,
      maximum: 1,
      markdownDescription: "Used only if `creativity` is `custom`.",
    },
    topK: {
      type: "integer",
      minimum: 1,
      markdownDescription: "The number of passages retrieved for a question.",
    },
    webhookUrl: {
      type: "string",
      markdownDescription: "The address that receives all messages, unless a session has its own.",
    },
    webhookToken: {
      type: "string",
      writeOnly: true,
      markdownDescription: "Sent with those messages. It can be set but is never shown.",
    },
  },
  secrets: ["webhookToken"],
});
