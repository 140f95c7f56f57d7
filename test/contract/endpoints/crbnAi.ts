import type { ActionResult, ResourceValue } from "../../../src/core/resources.ts";
import { plainChats } from "../../../src/providers/crbnAi/plainChats.ts";
import { apiKeys } from "../../../src/providers/crbnAi/resources/apiKeys.ts";
import { bots } from "../../../src/providers/crbnAi/resources/bots.ts";
import { botSettings } from "../../../src/providers/crbnAi/resources/botSettings.ts";
import { documents } from "../../../src/providers/crbnAi/resources/documents.ts";
import { recipes } from "../../../src/providers/crbnAi/resources/recipes.ts";
import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import { create, type Endpoint, kindOf, scopeOf, textFile } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import {
  acted,
  asked,
  begun,
  chatbotsShown,
  corrected,
  filesAdded,
  listRow,
  on,
  oneRow,
  opened,
  sessionShown,
  sessionsShown,
} from "./place.ts";

const plainScope = { chatbotId: plainChats.id };

const newPlainChat = async (open: OpenProvider) =>
  create(open, "crbnai-plain-chat", { content: "Tides" }, "plain-chat", plainScope);

async function ask({ provider }: OpenProvider, chatbotId: string, sessionId: string) {
  const session = { chatbotId, sessionId };
  const request = { session, text: "How do I fail over the database?" };
  await collect(provider.send(request, noSignal));
}

async function upload(open: OpenProvider) {
  const file = textFile("tides.md", "High water is at six.");
  const options = { signal: noSignal };
  const result = await kindOf(open, "crbnai-documents").upload?.(scopeOf(open), file, options);
  if (!result) throw new Error("documents cannot be uploaded");
  return result.resource;
}

async function act(
  open: OpenProvider,
  kindId: string,
  actionId: string,
  { id, value = {} }: { readonly id: string; readonly value?: ResourceValue },
): Promise<ActionResult> {
  const action = kindOf(open, kindId).actions?.find((one) => one.id === actionId);
  if (!action) throw new Error(`no action ${actionId} of ${kindId}`);
  return action.run({ ...scopeOf(open), id }, { value }, noSignal);
}

const download = async (open: OpenProvider) =>
  act(open, "crbnai-documents", "download", { id: (await upload(open)).id });

/** The endpoints of CRBNai (section 4 of its reference). */
export const endpoints: readonly Endpoint[] = [
  {
    section: "4.2.1",
    call: "GET /api/chats",
    where: [...sessionsShown, acted(oneRow("crbnai-recipes"), "chats")],
    run: async ({ provider }) => provider.listSessions(plainChats.id, noSignal),
  },
  {
    section: "4.2.2",
    call: "POST /api/chats",
    where: [...begun, on("chatbot", "newSessionWithDetails", "plain-chat")],
    run: newPlainChat,
  },
  {
    section: "4.2.3",
    call: "GET /api/chats/{id}/messages",
    where: sessionShown,
    run: async (open) => {
      const { id } = await newPlainChat(open);
      await open.provider.listMessages({ ...plainScope, sessionId: id }, noSignal);
    },
  },
  {
    section: "4.2.4",
    call: "POST /api/chats/{id}/messages",
    reads: "json-sequence",
    where: asked,
    run: async (open) => ask(open, plainChats.id, (await newPlainChat(open)).id),
  },
  {
    section: "4.3.1",
    call: "GET /api/knowledge-bots/{id}/chats",
    where: [...sessionsShown, acted(oneRow("crbnai-bot-settings"), "find-chats")],
    run: async ({ provider, bot }) => provider.listSessions(bot.id, noSignal),
  },
  {
    section: "4.3.2",
    call: "POST /api/knowledge-bots/{id}/chats",
    where: [...begun, on("chatbot", "newSessionWithDetails", "bot-chat")],
    run: newSession,
  },
  {
    section: "4.3.3",
    call: "GET /api/knowledge-bots/{id}/chats/{chatId}/messages",
    where: sessionShown,
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "4.3.4",
    call: "POST /api/knowledge-bots/{id}/chats/{chatId}/messages",
    reads: "json-sequence",
    where: asked,
    run: async (open) => ask(open, open.bot.id, (await newSession(open)).sessionId),
  },
  {
    section: "4.3.5",
    call: "POST /api/knowledge-bots/{id}/summarize",
    reads: "json-sequence",
    where: [acted(oneRow("crbnai-bot-settings"), "summarize")],
    run: async (open) =>
      act(open, "crbnai-bot-settings", "summarize", {
        id: open.bot.id,
        value: { query: open.bot.question },
      }),
  },
  {
    section: "4.4.1",
    call: "GET /api/knowledge-bots",
    where: chatbotsShown,
    run: async ({ provider }) => provider.listChatbots(noSignal),
  },
  {
    section: "4.5.1",
    call: "POST /api/knowledge-bots/{id}/prepare-upload",
    where: filesAdded,
    run: upload,
  },
  {
    section: "4.5.2",
    call: "PUT /upload/{token}",
    reads: "anything",
    isSigned: true,
    where: filesAdded,
    run: upload,
  },
  {
    section: "4.5.3",
    call: "POST /api/knowledge-bots/{id}/documents",
    reads: "anything",
    where: [...filesAdded, ...corrected],
    run: upload,
  },
  {
    section: "4.5.5",
    call: "GET /api/documents/{id}/download",
    reads: "anything",
    where: [acted(oneRow("crbnai-documents"), "download")],
    run: download,
  },
  {
    section: "4.5.5",
    call: "GET /files/{token}",
    reads: "anything",
    where: [acted(oneRow("crbnai-documents"), "download")],
    run: download,
  },
  ...kindEndpoints(apiKeys, {
    list: { section: "4.1.1", call: "GET /api/accounts/me/api-keys" },
    create: { section: "4.1.2", call: "POST /api/accounts/me/api-keys" },
    remove: {
      section: "4.1.3",
      call: "DELETE /api/accounts/me/api-keys/{id}",
      reads: "success",
    },
  }),
  ...kindEndpoints(recipes, {
    list: {
      section: "4.2.5",
      call: "GET /api/chats/recipes",
      also: [on("chatbot", "newSession")],
    },
  }),
  ...kindEndpoints(bots, {
    create: { section: "4.4.2", call: "POST /api/knowledge-bots" },
    remove: { section: "4.4.5", call: "DELETE /api/knowledge-bots/{id}", reads: "success" },
  }),
  ...kindEndpoints(botSettings, {
    read: {
      section: "4.4.3",
      call: "GET /api/knowledge-bots/{id}",
      also: [opened(listRow("crbnai-documents"))],
    },
    update: {
      section: "4.4.4",
      call: "PUT /api/knowledge-bots/{id}",
      change: { title: "Archive of Incidents", embeddable: true },
      together: ["description", "user_metadata"],
    },
  }),
  ...kindEndpoints(documents, {
    update: {
      section: "4.5.4",
      call: "PUT /api/documents/{id}",
      reads: "success",
      change: { name: "better-name.md" },
    },
    remove: { section: "4.5.6", call: "DELETE /api/documents/{id}", reads: "success" },
  }),
];
