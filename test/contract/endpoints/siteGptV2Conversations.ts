import { conversations } from "../../../src/providers/siteGpt/v2/resources/conversations.ts";
import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import type { Endpoint } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act } from "./siteGptCalls.ts";
import { acted, asked, begun, on, reacted, sessionShown, sessionsShown } from "./place.ts";

const bot = "/api/v2/chatbots/{chatbotId}";
const thread = `${bot}/conversations/{threadId}`;
const kind = "sitegpt-v2-conversation";

async function ask(open: OpenProvider) {
  const session = await newSession(open);
  const events = await collect(open.provider.send({ session, text: open.bot.question }, noSignal));
  const end = events.find((event) => event.type === "reply-end");
  return { session, recordId: end?.recordId ?? "" };
}

const handOver = (segment: string, section: string): Endpoint => ({
  section,
  call: `POST ${thread}/${segment}`,
  reads: "success",
  where: [acted("session", segment)],
  run: async (open) => act(open, [kind, segment], (await newSession(open)).sessionId),
});

/** The endpoints of SiteGPT v2 about conversations (section 6 of its reference). */
export const siteGptV2Conversations: readonly Endpoint[] = [
  {
    section: "3.89",
    call: `GET ${bot}/conversations`,
    where: sessionsShown,
    run: async (open) => open.provider.listSessions(open.bot.id, noSignal),
  },
  {
    section: "3.91",
    call: `GET ${thread}`,
    where: [on("session", "openSessionDetails")],
    run: async (open) => open.provider.readSession?.(await newSession(open), noSignal),
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
    where: [on("session", "deleteSession")],
    run: async (open) => open.provider.deleteSession?.(await newSession(open), noSignal),
  },
  handOver("escalate", "3.94"),
  handOver("take-over", "3.95"),
  handOver("switch-to-ai", "3.96"),
  {
    section: "3.98",
    call: `POST ${bot}/messages`,
    where: begun,
    run: async ({ provider, bot: { id: chatbotId, question: text } }) =>
      provider.sendFirst && collect(provider.sendFirst({ chatbotId, text }, noSignal)),
  },
  {
    section: "3.99",
    call: `GET ${thread}/messages`,
    where: sessionShown,
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "3.100",
    call: `POST ${thread}/messages`,
    where: asked,
    run: ask,
  },
  {
    section: "3.101",
    call: `PATCH ${thread}/messages/{messageId}`,
    reads: "success",
    where: reacted,
    run: async (open) => {
      const { session, recordId } = await ask(open);
      await open.provider.react?.(session, recordId, "positive", noSignal);
    },
  },
];
