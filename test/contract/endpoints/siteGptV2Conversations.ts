import { conversations } from "../../../src/providers/siteGpt/v2/resources/conversations.ts";
import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import type { Endpoint } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act } from "./siteGptCalls.ts";

const bot = "/api/v2/chatbots/{chatbotId}";
const thread = `${bot}/conversations/{threadId}`;
const kind = "sitegpt-v2-conversation";

async function ask(open: OpenProvider) {
  const session = await newSession(open);
  const events = await collect(open.provider.send({ session, text: open.bot.question }, noSignal));
  const end = events.find((event) => event.type === "reply-end");
  return { session, recordId: end?.recordId ?? "" };
}

const handOver = (segment: string, section: string, label: string): Endpoint => ({
  section,
  call: `POST ${thread}/${segment}`,
  reads: "success",
  where: `Session row → ${label}`,
  run: async (open) => act(open, [kind, segment], (await newSession(open)).sessionId),
});

/** The endpoints of SiteGPT v2 about conversations (section 6 of its reference). */
export const siteGptV2Conversations: readonly Endpoint[] = [
  {
    section: "3.89",
    call: `GET ${bot}/conversations`,
    where: "Chatbot row, opened; what was asked in a session that is not known yet",
    run: async (open) => open.provider.listSessions(open.bot.id, noSignal),
  },
  {
    section: "3.91",
    call: `GET ${thread}`,
    where: "Session row → Open Session Details",
    run: async (open) => open.provider.readSession(await newSession(open), noSignal),
  },
  ...kindEndpoints(conversations, {
    create: { section: "3.90", call: `POST ${bot}/conversations` },
    update: {
      section: "3.92",
      call: `PATCH ${thread}`,
      reads: "success",
      change: { important: true, resolved: true, tagIds: ["tag_1"] },
    },
  }),
  {
    section: "3.93",
    call: `DELETE ${thread}`,
    reads: "success",
    where: "Session row → Delete…",
    run: async (open) => open.provider.deleteSession?.(await newSession(open), noSignal),
  },
  handOver("escalate", "3.94", "Talk to a Human"),
  handOver("take-over", "3.95", "Take Over From the Chatbot"),
  handOver("switch-to-ai", "3.96", "Hand Back to the Chatbot"),
  {
    section: "3.98",
    call: `POST ${bot}/messages`,
    where: "Chat panel → Send, in a new session",
    run: async ({ provider, bot: { id: chatbotId, question: text } }) =>
      provider.sendFirst && collect(provider.sendFirst({ chatbotId, text }, noSignal)),
  },
  {
    section: "3.99",
    call: `GET ${thread}/messages`,
    where: "A session, opened",
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "3.100",
    call: `POST ${thread}/messages`,
    where: "Chat panel → Send",
    run: ask,
  },
  {
    section: "3.101",
    call: `PATCH ${thread}/messages/{messageId}`,
    reads: "success",
    where: "Chat panel → an answer → Good answer, Poor answer",
    run: async (open) => {
      const { session, recordId } = await ask(open);
      await open.provider.react?.(session, recordId, "positive", noSignal);
    },
  },
];
