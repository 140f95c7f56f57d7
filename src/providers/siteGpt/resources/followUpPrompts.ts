import { looseObject, string } from "valibot";
import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import type { Escalations } from "../escalations.ts";
import { flag, text } from "../wire.ts";
import { collectionKind } from "./collection.ts";
import { promptMembers } from "./promptMembers.ts";

/** The buttons below answers (section 6). */
export function followUpPrompts(http: HttpClient, escalations: Escalations): ResourceKind {
  return collectionKind(http, {
    id: "sitegpt-follow-up-prompts",
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
      id: string(),
      title: text,
      description: text,
      link: text,
      isEscalationPrompt: flag,
    }),
    readsFrom: ["follow-up-prompts"],
    writesTo: ["follow-up-prompts"],
    listKeys: ["followUpPrompts"],
    onChanged: (chatbotId) => {
      escalations.forget(chatbotId);
    },
  });
}
