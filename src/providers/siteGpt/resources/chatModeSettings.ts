import { settingsKind } from "./settingsKind.ts";

/** Who answers (13.3); a session can say otherwise (trap 4). */
export const chatModeSettings = settingsKind({
  id: "sitegpt-chat-mode",
  title: "Chat Mode",
  segment: "settings/chat-mode",
  properties: {
    chatMode: {
      type: "string",
      enum: ["AI", "AGENT"],
      markdownDescription: "`AI`: the chatbot answers. `AGENT`: people answer.",
    },
  },
  readFrom: new Map([["chatMode", ["settings", "mode"]]]),
});
