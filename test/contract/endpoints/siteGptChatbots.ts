import { appearance } from "../../../src/providers/siteGpt/resources/appearance.ts";
import { chatbots } from "../../../src/providers/siteGpt/resources/chatbots.ts";
import { customContent } from "../../../src/providers/siteGpt/resources/customContent.ts";
import { followUpPrompts } from "../../../src/providers/siteGpt/resources/followUpPrompts.ts";
import { noSignal } from "../openProvider.ts";
import { addUrl, create, type Endpoint, kindOf, remove, scopeOf } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act, bot, readOne } from "./siteGptCalls.ts";
import {
  acted,
  chatbotsShown,
  corrected,
  filesAdded,
  listRow,
  on,
  oneRow,
  pagesAdded,
} from "./place.ts";

const url = "https://help.orchard.example/shipping";
/** The endpoints of SiteGPT about chatbots as a whole and what they know (sections 4 to 8). */
export const siteGptChatbots: readonly Endpoint[] = [
  {
    section: "4.1",
    call: "GET /api/v0/chatbots",
    where: chatbotsShown,
    run: async ({ provider }) => provider.listChatbots(noSignal),
  },
  {
    section: "4.3",
    call: `GET ${bot}`,
    where: [on(oneRow("sitegpt-general"), "openResource"), on("chatbot", "newSession")],
    run: async (open) => readOne(open, "sitegpt-appearance", open.bot.id),
  },
  {
    section: "7.1",
    call: `POST ${bot}/icons`,
    reads: "success",
    where: [acted(oneRow("sitegpt-icons"), "replace")],
    run: async (open) => act(open, ["sitegpt-icons", "replace"], "BOT"),
  },
  {
    section: "7.2",
    call: `DELETE ${bot}/icons`,
    reads: "success",
    where: [on(oneRow("sitegpt-icons"), "deleteResource")],
    run: async (open) => remove(open, "sitegpt-icons", ["BOT"]),
  },
  {
    section: "8.1",
    call: `POST ${bot}/links`,
    reads: "success",
    where: [on(listRow("sitegpt-links"), "newResource", "link")],
    run: async (open) => create(open, "sitegpt-links", { url }, "link"),
  },
  {
    section: "8.2",
    call: "POST /api/v1/chatbots/{chatbotId}/links",
    reads: "success",
    where: [pagesAdded, on(listRow("sitegpt-links"), "newResource", "website")],
    isTold: true,
    run: async (open) => addUrl(open, "sitegpt-links", url),
  },
  {
    section: "8.3",
    call: "GET /api/v0/fetch-links",
    where: [pagesAdded],
    run: async (open) => kindOf(open, "sitegpt-links").findUrls?.(scopeOf(open), url, noSignal),
  },
  ...kindEndpoints(chatbots, {
    create: { section: "4.2", call: "POST /api/v0/chatbots" },
    remove: { section: "4.4", call: `DELETE ${bot}`, reads: "success" },
  }),
  ...kindEndpoints(appearance, {
    update: {
      section: "5.1",
      call: `PATCH ${bot}/appearance`,
      reads: "success",
      change: { title: "Orchard Desk", learnMore: "Read on", fontSize: 18, rtl: true },
    },
  }),
  ...kindEndpoints(customContent, {
    update: {
      section: "5.2",
      call: `POST ${bot}/custom-content`,
      reads: "success",
      also: [...corrected, ...filesAdded],
      change: { text: "High water is at six." },
    },
  }),
  ...kindEndpoints(followUpPrompts, {
    list: { section: "6.1", call: `GET ${bot}/follow-up-prompts` },
    create: { section: "6.2", call: `POST ${bot}/follow-up-prompts` },
    read: { section: "6.3", call: `GET ${bot}/follow-up-prompts/{followUpPromptId}` },
    update: {
      section: "6.4",
      call: `PATCH ${bot}/follow-up-prompts/{followUpPromptId}`,
      reads: "success",
      change: { description: "Get me a person.", isEscalationPrompt: true, link: "" },
    },
    remove: {
      section: "6.5",
      call: `DELETE ${bot}/follow-up-prompts/{followUpPromptId}`,
      reads: "success",
    },
  }),
];
