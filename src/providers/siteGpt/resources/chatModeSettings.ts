import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import { settingsKind } from "./settings.ts";

/** Who answers (13.3); a session can say otherwise (trap 4). */
export function chatModeSettings(http: HttpClient): ResourceKind {
  return settingsKind(http, {
    id: "sitegpt-chat-mode",
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
}
