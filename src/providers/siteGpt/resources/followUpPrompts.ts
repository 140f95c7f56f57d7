import { looseObject } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { flag, text } from "../wire.ts";
import { collectionKind } from "./collectionKind.ts";
import { promptMembers } from "./promptMembers.ts";

/** The buttons below answers (section 6). */
export const followUpPrompts = collectionKind({
  id: "sitegpt-follow-up-prompts",
  title: "Follow-up Prompts",
  label: "Follow-up Prompt",
  properties: {
    ...promptMembers,
    isEscalationPrompt: {
      type: "boolean",
      markdownDescription: "Whether the button asks for a human agent.",
    },
  },
  required: ["title", "description"],
  item: looseObject({
    id: anyId,
    title: text,
    description: text,
    link: text,
    isEscalationPrompt: flag,
  }),
  readsFrom: ["follow-up-prompts"],
  writesTo: ["follow-up-prompts"],
  listKeys: ["followUpPrompts"],
  onChanged: ({ escalations }, chatbotId) => {
    escalations.forget(chatbotId);
  },
});
