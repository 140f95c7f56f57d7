import { fallback, looseObject, nullish } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import type { MemberSchema } from "../../../core/resources.ts";
import { flag, text } from "../wire.ts";
import { fixed } from "./members.ts";

type Members = Readonly<Record<string, MemberSchema>>;

/** Who the visitor is (3.3). */
export const visitorMembers: Members = {
  name: { type: "string" },
  email: { type: "string" },
  phoneNumber: { type: "string" },
};

/** What a thread says of itself (3.2); the marks come with lists only. */
export const detailsSchema = looseObject({
  threadId: anyId,
  mode: text,
  webhookUrl: text,
  chatUser: fallback(
    nullish(looseObject({ name: text, email: text, phoneNumber: text })),
    undefined,
  ),
  escalated: flag,
  important: flag,
  resolved: flag,
});

const mode: MemberSchema = {
  type: "string",
  enum: ["AI", "AGENT"],
  markdownDescription: "`AI`: the chatbot answers. `AGENT`: people answer.",
};

/** A thread as the user edits it (14.4). */
export const threadMembers: Members = {
  threadId: fixed("string"),
  mode,
  webhookUrl: {
    type: "string",
    markdownDescription: "The address that receives all messages of this session.",
  },
  webhookToken: {
    type: "string",
    writeOnly: true,
    markdownDescription: "Sent with those messages. It can be set but is never shown.",
  },
  chatUser: {
    type: "object",
    properties: visitorMembers,
    markdownDescription: "Who the visitor is.",
  },
  escalated: fixed("boolean"),
  important: fixed("boolean"),
  resolved: fixed("boolean"),
};

/** The token is never shown, should the service ever return it. */
export const shownMembers: Members = Object.fromEntries(
  Object.entries(threadMembers).filter(([name]) => name !== "webhookToken"),
);

/** What a new thread may be given (14.2). */
export const creationMembers: Members = {
  threadId: {
    type: "string",
    markdownDescription: "The ID of the session, if it should not be random.",
  },
  mode,
  chatUserEmail: { type: "string", markdownDescription: "The visitor's email address." },
};
