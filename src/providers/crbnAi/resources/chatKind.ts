import { type CreationDeclaration, declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKindInfo, ValueSchema } from "../../../core/resources.ts";
import { pick } from "../calls.ts";
import { chatsPath } from "../chatPaths.ts";
import { chatSchema, chatsSchema } from "../wire.ts";
import { chatTitle } from "./chatSearch.ts";
import type { KindContext } from "./context.ts";
import { membersOf } from "./members.ts";

/** What differs between the two sorts of chats. */
interface ChatDetails extends Pick<ResourceKindInfo, "id" | "title" | "isFor"> {
  readonly schema: ValueSchema;
  readonly creation: Omit<CreationDeclaration<KindContext>, "create">;
}

/** The kind that tells of one sort of chat. */
export function chatKind({ creation, ...details }: ChatDetails) {
  const { schema } = details;
  return declareKind<KindContext>({
    ...details,
    group: "settings",
    place: "session",

    async list({ http }, { chatbotId }, signal) {
      const chats = await listAll(http, chatbotId, signal);
      return chats.map((chat) => ({ id: chat.id, title: chatTitle(chat) }));
    },

    async read({ http }, address, signal) {
      return membersOf(schema, pick(await listAll(http, address.chatbotId, signal), address.id));
    },

    creations: [
      {
        ...creation,
        /** Create Chat (4.2.2), Create Knowledge Bot chat (4.3.2). */
        async create({ http }, { chatbotId }, value, signal) {
          const call = { method: "POST", path: chatsPath(chatbotId), json: value } as const;
          const chat = await http.json(chatSchema, call, signal);
          return { id: chat.id, title: chatTitle(chat) };
        },
      },
    ],
  });
}

/** Get All Chats (4.2.1), Get all Knowledge Bot chats (4.3.1): nothing reads or changes a single one. */
async function listAll(http: HttpClient, chatbotId: string, signal: AbortSignal) {
  return http.json(chatsSchema, { method: "GET", path: chatsPath(chatbotId) }, signal);
}
