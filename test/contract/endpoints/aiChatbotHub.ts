import { agents } from "../../../src/providers/aiChatbotHub/resources/agents.ts";
import { chatbots } from "../../../src/providers/aiChatbotHub/resources/chatbots.ts";
import { chatbotSettings } from "../../../src/providers/aiChatbotHub/resources/chatbotSettings.ts";
import { dataSources } from "../../../src/providers/aiChatbotHub/resources/dataSources.ts";
import { tags } from "../../../src/providers/aiChatbotHub/resources/tags.ts";
import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import { addUrl, create, type Endpoint, kindOf, remove, scopeOf, textFile } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import {
  asked,
  begun,
  chatbotsShown,
  corrected,
  filesAdded,
  listRow,
  on,
  oneRow,
  pagesAdded,
  panel,
  sessionShown,
  sessionsShown,
} from "./place.ts";

const answer = { question: "When is high water?", answer: "At six." };

async function ask(open: OpenProvider) {
  const session = await newSession(open);
  const request = { session, text: open.bot.question };
  await collect(open.provider.send(request, noSignal));
  return session;
}

async function deleteMessages(open: OpenProvider, count: number): Promise<void> {
  const session = await ask(open);
  if (count > 1) {
    const request = { session, text: open.bot.question };
    await collect(open.provider.send(request, noSignal));
  }
  const messages = await open.provider.listMessages(session, noSignal);
  const ids = [...new Set(messages.flatMap(({ recordId }) => recordId ?? []))];
  await open.provider.deleteMessages?.(session, ids, noSignal);
}

const newSource = async (open: OpenProvider) => create(open, "data-sources", answer, "qa");
/** The endpoints of AI Chatbot Hub (section 4 of its reference). */
export const endpoints: readonly Endpoint[] = [
  {
    section: "4.4",
    call: "GET /api/v1/chatbots",
    where: chatbotsShown,
    run: async ({ provider }) => provider.listChatbots(noSignal),
  },
  {
    section: "4.10",
    call: "POST /api/v1/chatbot/{uuid}/session/create",
    where: begun,
    run: newSession,
  },
  {
    section: "4.12",
    call: "GET /api/v1/chatbot/{uuid}/sessions",
    where: sessionsShown,
    run: async ({ provider, bot }) => provider.listSessions(bot.id, noSignal),
  },
  {
    section: "4.13",
    call: "POST /api/v1/session/{uuid}/delete",
    reads: "success",
    where: [on("session", "deleteSession")],
    run: async (open) => open.provider.deleteSession?.(await newSession(open), noSignal),
  },
  {
    section: "4.14",
    call: "POST /api/v1/session/{uuid}/message/stream",
    reads: "text",
    where: asked,
    run: ask,
  },
  {
    section: "4.15",
    call: "GET /api/v1/session/{uuid}/messages",
    where: sessionShown,
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "4.16",
    call: "POST /api/v1/message/{uuid}/delete",
    reads: "success",
    where: [panel("delete-messages", "Delete the question and its answer")],
    run: async (open) => deleteMessages(open, 1),
  },
  {
    section: "4.17",
    call: "POST /api/v1/messages/delete",
    reads: "success",
    where: [panel("delete-messages", "Select messages, Delete selected")],
    run: async (open) => deleteMessages(open, 2),
  },
  {
    section: "4.18",
    call: "POST /api/v1/chatbot/{uuid}/data-source/upload",
    where: filesAdded,
    run: async (open) =>
      kindOf(open, "data-sources").upload?.(scopeOf(open), textFile("tides.txt", "High at six."), {
        signal: noSignal,
      }),
  },
  {
    section: "4.20",
    call: "POST /api/v1/chatbot/{uuid}/data-source/url",
    where: [pagesAdded, on(listRow("data-sources"), "newResource", "url")],
    isTold: true,
    run: async (open) => addUrl(open, "data-sources", "https://harbor.example/new"),
  },
  {
    section: "4.25",
    call: "POST /api/v1/data-sources/delete",
    reads: "success",
    where: [on(oneRow("data-sources"), "deleteResource")],
    run: async (open) =>
      remove(open, "data-sources", [(await newSource(open)).id, (await newSource(open)).id]),
  },
  {
    section: "4.19",
    call: "POST /api/v1/chatbot/{uuid}/data-source/qa",
    where: [...corrected, on(listRow("data-sources"), "newResource", "qa")],
    run: async (open) => kindOf(open, "data-sources").teach?.(scopeOf(open), answer, noSignal),
  },
  ...kindEndpoints(chatbots, {
    create: { section: "4.1", call: "POST /api/v1/chatbot/create" },
    remove: { section: "4.5", call: "DELETE /api/v1/chatbot/{uuid}/delete", reads: "success" },
  }),
  ...kindEndpoints(chatbotSettings, {
    read: { section: "4.3", call: "GET /api/v1/chatbot/{uuid}" },
    update: {
      section: "4.2",
      call: "POST /api/v1/chatbot/{uuid}/update",
      change: { rate_limit: [5, 60] },
    },
  }),
  ...kindEndpoints(agents, {
    list: { section: "4.8", call: "GET /api/v1/chatbot/{uuid}/agents" },
    create: { section: "4.6", call: "POST /api/v1/chatbot/{uuid}/agent/create" },
    update: {
      section: "4.7",
      call: "POST /api/v1/agent/{uuid}/update",
      change: { description: "Answers about prices.", prompt: "Answer in two sentences." },
    },
    remove: { section: "4.9", call: "DELETE /api/v1/agent/{uuid}/delete", reads: "success" },
  }),
  ...kindEndpoints(dataSources, {
    list: { section: "4.22", call: "GET /api/v1/chatbot/{uuid}/data-sources" },
    update: {
      section: "4.21",
      call: "POST /api/v1/data-source/{uuid}/update",
      change: { title: "A better title" },
    },
    remove: { section: "4.24", call: "POST /api/v1/data-source/{uuid}/delete", reads: "success" },
    retrain: { section: "4.23", call: "POST /api/v1/data-sources/url/re-scrape" },
  }),
  ...kindEndpoints(tags, {
    list: { section: "4.27", call: "GET /api/v1/chatbot/{uuid}/source-tags" },
    create: { section: "4.26", call: "POST /api/v1/chatbot/{uuid}/source-tag/create" },
    update: {
      section: "4.28",
      call: "POST /api/v1/source-tag/{uuid}/update",
      change: { color: "#123456" },
    },
    remove: { section: "4.29", call: "DELETE /api/v1/source-tag/{uuid}/delete", reads: "success" },
  }),
];
