import type { MemberSchema } from "../../../core/resources.ts";
import { fixed } from "./members.ts";

/** What a starter and a follow-up prompt have in common (3.4). */
export const promptMembers: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  title: { type: "string", minLength: 1, markdownDescription: "What the button says." },
  description: {
    type: "string",
    minLength: 1,
    markdownDescription: "What is sent as the visitor's message.",
  },
  link: {
    type: "string",
    markdownDescription: "An address that is opened instead of sending anything. Empty for none.",
  },
};
