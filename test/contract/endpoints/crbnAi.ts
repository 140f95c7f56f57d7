import type { ActionResult, ResourceValue } from "../../../src/core/resources.ts";
import { plainChats } from "../../../src/providers/crbnAi/plainChats.ts";
import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import {
  accountScope,
  change,
  create,
  type Endpoint,
  kindOf,
  remove,
  scopeOf,
  textFile,
} from "./endpoint.ts";

const plainScope = { chatbotId: plainChats.id };

const newKey = async (open: OpenProvider) =>
  create(open, "crbnai-api-keys", {}, "api-key", accountScope);
const newBot = async (open: OpenProvider) =>
  create(open, "crbnai-bots", { title: "Lighthouse" }, "bot", accountScope);
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
    section: "4.1.1",
    call: "GET /api/accounts/me/api-keys",
    where: "Account row → API Keys, opened",
    run: async (open) => kindOf(open, "crbnai-api-keys").list(accountScope, noSignal),
  },
  {
    section: "4.1.2",
    call: "POST /api/accounts/me/api-keys",
    where: "Account row → API Keys → New…",
    run: newKey,
  },
  {
    section: "4.1.3",
    call: "DELETE /api/accounts/me/api-keys/{id}",
    reads: "success",
    where: "Account row → API Keys → a key → Delete…",
    run: async (open) => remove(open, "crbnai-api-keys", [(await newKey(open)).id], accountScope),
  },
  {
    section: "4.2.1",
    call: "GET /api/chats",
    where: "Plain chats, opened; Chat Recipes → a recipe → Show Chats With This Recipe",
    run: async ({ provider }) => provider.listSessions(plainChats.id, noSignal),
  },
  {
    section: "4.2.2",
    call: "POST /api/chats",
    where: "Plain chats → New Session; New… → Plain Chat With Details",
    run: newPlainChat,
  },
  {
    section: "4.2.3",
    call: "GET /api/chats/{id}/messages",
    where: "A session of the plain chats, opened",
    run: async (open) => {
      const { id } = await newPlainChat(open);
      await open.provider.listMessages({ ...plainScope, sessionId: id }, noSignal);
    },
  },
  {
    section: "4.2.4",
    call: "POST /api/chats/{id}/messages",
    reads: "json-sequence",
    where: "Chat panel of a plain chat → Send",
    run: async (open) => ask(open, plainChats.id, (await newPlainChat(open)).id),
  },
  {
    section: "4.2.5",
    call: "GET /api/chats/recipes",
    where: "Account row → Chat Recipes; Plain chats → New Session",
    run: async (open) => kindOf(open, "crbnai-recipes").list(accountScope, noSignal),
  },
  {
    section: "4.3.1",
    call: "GET /api/knowledge-bots/{id}/chats",
    where: "Chatbot row, opened; Settings → Knowledge Bot Settings → Find Chats by External ID…",
    run: async ({ provider, bot }) => provider.listSessions(bot.id, noSignal),
  },
  {
    section: "4.3.2",
    call: "POST /api/knowledge-bots/{id}/chats",
    where: "New Session, with its first question; New… → Session With Details",
    run: newSession,
  },
  {
    section: "4.3.3",
    call: "GET /api/knowledge-bots/{id}/chats/{chatId}/messages",
    where: "A session, opened",
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "4.3.4",
    call: "POST /api/knowledge-bots/{id}/chats/{chatId}/messages",
    reads: "json-sequence",
    where: "Chat panel → Send",
    run: async (open) => ask(open, open.bot.id, (await newSession(open)).sessionId),
  },
  {
    section: "4.3.5",
    call: "POST /api/knowledge-bots/{id}/summarize",
    reads: "json-sequence",
    where: "Settings → Knowledge Bot Settings → Ask Without a Session (Deprecated)",
    run: async (open) =>
      act(open, "crbnai-bot-settings", "summarize", {
        id: open.bot.id,
        value: { query: open.bot.question },
      }),
  },
  {
    section: "4.4.1",
    call: "GET /api/knowledge-bots",
    where: "Account row, opened",
    run: async ({ provider }) => provider.listChatbots(noSignal),
  },
  {
    section: "4.4.2",
    call: "POST /api/knowledge-bots",
    where: "Account row → New Chatbot…",
    run: newBot,
  },
  {
    section: "4.4.3",
    call: "GET /api/knowledge-bots/{id}",
    where: "Settings → Knowledge Bot Settings; Knowledge → Documents, opened",
    run: async (open) => kindOf(open, "crbnai-documents").list(scopeOf(open), noSignal),
  },
  {
    section: "4.4.4",
    call: "PUT /api/knowledge-bots/{id}",
    where: "Settings → Knowledge Bot Settings → save",
    run: async (open) => change(open, "crbnai-bot-settings", open.bot.id, { embeddable: true }),
  },
  {
    section: "4.4.5",
    call: "DELETE /api/knowledge-bots/{id}",
    reads: "success",
    where: "Chatbot row → Delete…",
    run: async (open) => remove(open, "crbnai-bots", [(await newBot(open)).id], accountScope),
  },
  {
    section: "4.5.1",
    call: "POST /api/knowledge-bots/{id}/prepare-upload",
    where: "Explorer → Add to Chatbot Knowledge…",
    run: upload,
  },
  {
    section: "4.5.2",
    call: "PUT /upload/{token}",
    reads: "anything",
    isSigned: true,
    where: "Explorer → Add to Chatbot Knowledge…, at the address that 4.5.1 gives",
    run: upload,
  },
  {
    section: "4.5.3",
    call: "POST /api/knowledge-bots/{id}/documents",
    reads: "anything",
    where: "Explorer → Add to Chatbot Knowledge…; an answer → Correct the answer",
    run: upload,
  },
  {
    section: "4.5.4",
    call: "PUT /api/documents/{id}",
    reads: "success",
    where: "Knowledge → Documents → a document → save",
    run: async (open) =>
      change(open, "crbnai-documents", (await upload(open)).id, { name: "low-tides.md" }),
  },
  {
    section: "4.5.5",
    call: "GET /api/documents/{id}/download",
    reads: "anything",
    where: "Knowledge → Documents → a document → Download…",
    run: download,
  },
  {
    section: "4.5.5",
    call: "GET /files/{token}",
    reads: "anything",
    where: "Knowledge → Documents → a document → Download…, where the service redirects to",
    run: download,
  },
  {
    section: "4.5.6",
    call: "DELETE /api/documents/{id}",
    reads: "success",
    where: "Knowledge → Documents → a document → Delete…",
    run: async (open) => remove(open, "crbnai-documents", [(await upload(open)).id]),
  },
];
