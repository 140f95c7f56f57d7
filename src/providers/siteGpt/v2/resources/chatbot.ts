import { declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type ResourceScope,
} from "../../../../core/resources.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { confirm, read } from "../calls.ts";
import { oneChatbotSchema } from "../wire.ts";
import { behaviourActions } from "./behaviourActions.ts";
import { chatbotActions } from "./chatbotActions.ts";
import type { KindContext } from "./context.ts";

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  title: {
    type: "string",
    minLength: 1,
    markdownDescription: "The title of the chatbot, up to 120 characters.",
  },
  description: { type: "string", markdownDescription: "Up to 500 characters." },
};

/** A chatbot itself, and what can be asked of it as a whole (section 5). */
export const chatbot = declareKind<KindContext>({
  id: "sitegpt-v2-chatbot",
  title: "General",
  group: "settings",
  isSingle: true,
  schema: valueSchema(properties),

  async list(context, scope, signal) {
    const { title } = await readChatbot(context, scope, signal);
    return [{ id: scope.chatbotId, title: title || scope.chatbotId }];
  },

  async read(context, scope, signal) {
    return membersOf(await readChatbot(context, scope, signal), properties);
  },

  /** 5.4. */
  async update(context, scope, { before, after }, signal) {
    const json = changedMembers(before, after);
    const at = path`/api/v2/chatbots/${scope.chatbotId}`;
    await confirm(context.http, { method: "PATCH", path: at, json }, signal);
    return membersOf(await readChatbot(context, scope, signal), properties);
  },

  actions: [...chatbotActions, ...behaviourActions],
});

/** 5.3. */
async function readChatbot(
  { http }: KindContext,
  { chatbotId }: ResourceScope,
  signal: AbortSignal,
) {
  const call = { method: "GET", path: path`/api/v2/chatbots/${chatbotId}` } as const;
  return (await read(http, oneChatbotSchema, call, signal)).chatbot;
}
