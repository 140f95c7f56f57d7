import { looseObject } from "valibot";
import { declareKind } from "../../../../core/declareKind.ts";
import type { HttpCall } from "../../../../core/http/client.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type ResourceScope,
} from "../../../../core/resources.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { confirm, read } from "../calls.ts";
import { detailSchema, oneChatbotSchema } from "../wire.ts";
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
    const { chatbot: one } = await read(context.http, oneChatbotSchema, toCall(scope), signal);
    return [{ id: scope.chatbotId, title: one.title || one.name || scope.chatbotId }];
  },

  read: readValue,

  /** 5.4. */
  async update(context, scope, { before, after }, signal) {
    const json = changedMembers(before, after);
    const at = path`/api/v2/chatbots/${scope.chatbotId}`;
    await confirm(context.http, { method: "PATCH", path: at, json }, signal);
    return readValue(context, scope, signal);
  },

  actions: [...chatbotActions, ...behaviourActions],
});

async function readValue({ http }: KindContext, scope: ResourceScope, signal: AbortSignal) {
  const schema = looseObject({ chatbot: detailSchema });
  return membersOf((await read(http, schema, toCall(scope), signal)).chatbot, properties);
}

/** 5.3. */
function toCall({ chatbotId }: ResourceScope): HttpCall {
  return { method: "GET", path: path`/api/v2/chatbots/${chatbotId}` };
}
