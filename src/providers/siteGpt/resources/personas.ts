import { looseObject } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { text } from "../wire.ts";
import { assignAction } from "./assign.ts";
import { collectionKind } from "./collectionKind.ts";
import { fixed } from "./members.ts";

/** Who the chatbot is (section 10): only the personas that somebody has added are listed. */
export const personas = collectionKind({
  id: "sitegpt-personas",
  title: "Personas",
  label: "Persona",
  properties: {
    id: fixed("string"),
    title: { type: "string", minLength: 1, markdownDescription: "The name of the persona." },
    description: { type: "string", markdownDescription: "What the persona is for." },
    instructions: {
      type: "string",
      contentMediaType: "text/markdown",
      markdownDescription: "How the chatbot behaves as this persona.",
    },
  },
  required: ["title", "description", "instructions"],
  item: looseObject({ id: anyId, title: text, description: text, instructions: text }),
  readsFrom: ["settings/personas"],
  writesTo: ["settings/personas"],
  listKeys: ["personas"],
  wrapper: "persona",
  actions: [assignAction("personas")],
});
