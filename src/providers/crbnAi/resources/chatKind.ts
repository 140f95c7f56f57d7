import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceCreation, ResourceKind, ValueSchema } from "../../../core/resources.ts";
import { pick } from "../calls.ts";
import { chatsPath } from "../chatPaths.ts";
import { chatSchema, chatsSchema } from "../wire.ts";
import { chatTitle } from "./chatSearch.ts";
import { membersOf } from "./members.ts";

/** The kind that tells of one sort of chat. */
export function chatKind(
  http: HttpClient,
  id: string,
  schema: ValueSchema,
  creation: Omit<ResourceCreation, "create">,
): ResourceKind {
  /** Get All Chats (4.2.1), Get all Knowledge Bot chats (4.3.1): nothing reads or changes a single one. */
  const listAll = async (chatbotId: string, signal: AbortSignal) =>
    http.json(chatsSchema, { method: "GET", path: chatsPath(chatbotId) }, signal);
  return {
    id,
    schema,

    async list({ chatbotId }, signal) {
      const chats = await listAll(chatbotId, signal);
      return chats.map((chat) => ({ id: chat.id, title: chatTitle(chat) }));
    },

    async read(address, signal) {
      return membersOf(schema, pick(await listAll(address.chatbotId, signal), address.id));
    },

    creations: [
      {
        ...creation,
        /** Create Chat (4.2.2), Create Knowledge Bot chat (4.3.2). */
        async create({ chatbotId }, value, signal) {
          const call = { method: "POST", path: chatsPath(chatbotId), json: value } as const;
          const chat = await http.json(chatSchema, call, signal);
          return { id: chat.id, title: chatTitle(chat) };
        },
      },
    ],
  };
}
