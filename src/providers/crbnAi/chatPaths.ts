import { path } from "../../core/http/path.ts";
import type { SessionAddress } from "../../core/provider.ts";
import { plainChats } from "./plainChats.ts";

/** Where the chats of a bot are, or the plain ones (4.2.1, 4.3.1). */
export function chatsPath(chatbotId: string): string {
  return chatbotId === plainChats.id ? "/api/chats" : path`/api/knowledge-bots/${chatbotId}/chats`;
}

/** Where the messages of a chat are (4.2.3, 4.3.3). An id of one family is unknown to the other (trap 2). */
export function messagesPath({ chatbotId, sessionId }: SessionAddress): string {
  return chatbotId === plainChats.id
    ? path`/api/chats/${sessionId}/messages`
    : path`/api/knowledge-bots/${chatbotId}/chats/${sessionId}/messages`;
}
