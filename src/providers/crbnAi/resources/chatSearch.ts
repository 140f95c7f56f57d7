import type { ActionDeclaration } from "../../../core/declareKind.ts";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import type { ActionResult } from "../../../core/resources.ts";
import { chatsPath } from "../chatPaths.ts";
import { chatsSchema, type WireChat } from "../wire.ts";
import type { KindContext } from "./context.ts";

/** What users call a chat: its title, their own reference, or its id; only plain chats have a title (trap 2). */
export function chatTitle({ id, title, external_id }: WireChat): string {
  return title || external_id || id;
}

/** The chats that a call lists, as a Markdown list below what was looked for. */
export async function listAsText(
  http: HttpClient,
  call: HttpCall,
  heading: string,
  signal: AbortSignal,
): Promise<ActionResult> {
  const chats = await http.json(chatsSchema, call, signal);
  const lines = chats.map((chat) =>
    [`- **${chatTitle(chat)}**`, `\`${chat.id}\``, chat.created_at ?? ""].join(" ").trim(),
  );
  const text = [`# ${heading} (${String(chats.length)})`, "", ...lines, ""].join("\n");
  return { kind: "text", text, languageId: "markdown" };
}

/** Get all Knowledge Bot chats with the caller's own reference (4.3.1); several can have the same. */
export const findChatsAction: ActionDeclaration<KindContext> = {
  id: "find-chats",
  label: "Find Chats by External ID…",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["externalId"],
    properties: {
      externalId: {
        type: "string",
        minLength: 1,
        markdownDescription: "The `external_id` that the chats were created with.",
      },
    },
  },
  async run({ http }, { chatbotId }, { value }, signal) {
    const externalId = String(value["externalId"]);
    // Camel case here and snake case everywhere else (trap 16).
    const call = { method: "GET", path: chatsPath(chatbotId), query: { externalId } } as const;
    return listAsText(http, call, externalId, signal);
  },
};
