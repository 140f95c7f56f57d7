import { looseObject, string } from "valibot";
import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import { text } from "../wire.ts";
import { collectionKind } from "./collectionKind.ts";
import { promptMembers } from "./promptMembers.ts";

/** The buttons that open a chat (section 12), read and written where the service documents each (trap 21). */
export function starters(http: HttpClient): ResourceKind {
  return collectionKind(http, {
    id: "sitegpt-starters",
    label: "Conversation Starter",
    properties: promptMembers,
    required: ["title", "description"],
    item: looseObject({ id: string(), title: text, description: text, link: text }),
    readsFrom: ["quick-prompts", "conversation-starters"],
    writesTo: ["conversation-starters", "quick-prompts"],
    listKeys: ["prompts", "conversationStarters", "starters"],
  });
}
