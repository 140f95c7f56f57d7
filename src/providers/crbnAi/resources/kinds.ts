import type { HttpClient } from "../../../core/http/client.ts";
import type { SessionNotes } from "../../../core/provider.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import { apiKeys } from "./apiKeys.ts";
import { bots } from "./bots.ts";
import { botSettings } from "./botSettings.ts";
import { botChats } from "./botChats.ts";
import { documents } from "./documents.ts";
import { plainChatDetails } from "./plainChatDetails.ts";
import { recipes } from "./recipes.ts";

/** All that this service manages besides chats (section 3). */
export function createResourceKinds(
  http: HttpClient,
  notes: Pick<SessionNotes, "readText" | "writeText">,
): readonly ResourceKind[] {
  return [
    bots(http),
    documents(http, notes),
    botSettings(http),
    recipes(http),
    apiKeys(http),
    botChats(http),
    plainChatDetails(http),
  ];
}
