import { looseObject } from "valibot";
import { type ActionDeclaration, declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type ResourceAddress,
} from "../../../../core/resources.ts";
import { anyId } from "../../../../core/wire/schema.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { confirm, read } from "../calls.ts";
import { oneConversationSchema } from "../wire.ts";
import type { KindContext } from "./context.ts";

/** The members are shown as they came. */
const detailsSchema = looseObject({ conversation: looseObject({ threadId: anyId }) });

const properties: Readonly<Record<string, MemberSchema>> = {
  threadId: fixed("string"),
  mode: fixed("string"),
  title: fixed("string"),
  important: { type: "boolean", markdownDescription: "Whether the session is starred." },
  resolved: { type: "boolean", markdownDescription: "Whether the session is resolved." },
  tagIds: {
    type: "array",
    items: { type: "string" },
    markdownDescription: "The IDs of all tags of the session.",
  },
  escalated: fixed("boolean"),
  pageUrl: fixed("string"),
  chatUser: fixed("object"),
  lead: fixed("object"),
};

/** What belongs to a session besides its messages (section 6). */
export const conversations = declareKind<KindContext>({
  id: "sitegpt-v2-conversation",
  title: "Session Details",
  group: "settings",
  place: "session",
  schema: valueSchema(properties, ["threadId"]),

  async list(context, { chatbotId }, signal) {
    const all = await context.conversations.list(chatbotId, signal);
    return all.map(({ threadId, title }) => ({ id: threadId, title: title || threadId }));
  },

  read: readValue,

  creations: [
    {
      id: "conversation",
      label: "Empty Session",
      schema: valueSchema({}),
      /** 6.4, of which neither the body nor the answer is documented. */
      async create({ http }, { chatbotId }, _value, signal) {
        const at = path`/api/v2/chatbots/${chatbotId}/conversations`;
        const call = { method: "POST", path: at, json: {} } as const;
        const { conversation } = await read(http, oneConversationSchema, call, signal);
        return { id: conversation.threadId, title: conversation.threadId };
      },
    },
  ],

  /** 6.6, under the names that the members have when they are read. */
  async update(context, address, { before, after }, signal) {
    const json = changedMembers(before, after);
    await confirm(context.http, { method: "PATCH", path: pathOf(address), json }, signal);
    return readValue(context, address, signal);
  },

  actions: [
    handOver({ id: "escalate", label: "Talk to a Human" }),
    handOver({ id: "take-over", label: "Take Over From the Chatbot" }),
    handOver({ id: "switch-to-ai", label: "Hand Back to the Chatbot" }),
  ],
});

/** Says who answers from now on (6.8). */
function handOver(
  action: Pick<ActionDeclaration<KindContext>, "id" | "label">,
): ActionDeclaration<KindContext> {
  return {
    ...action,
    schema: valueSchema({
      message: { type: "string", markdownDescription: "A note that goes with it." },
    }),
    async run({ http }, address, { value }, signal) {
      // A body is needed even where it says nothing (trap 5).
      const call = {
        method: "POST",
        path: `${pathOf(address)}/${action.id}`,
        json: value,
      } as const;
      await confirm(http, call, signal);
      return { kind: "done" };
    },
  };
}

/** 6.5. */
async function readValue({ http }: KindContext, address: ResourceAddress, signal: AbortSignal) {
  const call = { method: "GET", path: pathOf(address) } as const;
  return membersOf((await read(http, detailsSchema, call, signal)).conversation, properties);
}

function pathOf({ chatbotId, id }: ResourceAddress): string {
  return path`/api/v2/chatbots/${chatbotId}/conversations/${id}`;
}
