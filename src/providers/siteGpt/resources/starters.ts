import { looseObject } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { text } from "../wire.ts";
import { collectionKind } from "./collectionKind.ts";
import { promptMembers } from "./promptMembers.ts";

/** The buttons that open a chat (section 12), read and written where the service documents each (trap 21). */
export const starters = collectionKind({
  id: "sitegpt-starters",
  title: "Conversation Starters",
  label: "Conversation Starter",
  properties: promptMembers,
  required: ["title", "description"],
  item: looseObject({ id: anyId, title: text, description: text, link: text }),
  readsFrom: ["quick-prompts", "conversation-starters"],
  writesTo: ["conversation-starters", "quick-prompts"],
  listKeys: ["prompts", "conversationStarters", "starters"],
});
