import type { MemberSchema } from "../../../core/resources.ts";
import { fixed } from "./members.ts";

/** What a starter and a follow-up prompt have in common (3.4). */
export const promptMembers: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  title: { type: "string", minLength: 1, markdownDescription: "The label of the button." },
  description: {
    type: "string",
    minLength: 1,
    markdownDescription: "The text sent as the visitor's message.",
  },
  link: {
    type: "string",
    markdownDescription: "An address to open instead of sending a message. Leave empty for none.",
  },
};
