import { noSignal, type OpenProvider } from "../openProvider.ts";
import {
  accountScope,
  addUrl,
  change,
  create,
  type Endpoint,
  kindOf,
  remove,
  scopeOf,
} from "./endpoint.ts";
import { act, bot, list, readOne, setting } from "./siteGptCalls.ts";

const url = "https://help.orchard.example/shipping";
const button = { title: "Shipping", description: "How long does shipping take?" };

const newChatbot = async (open: OpenProvider) =>
  create(open, "sitegpt-chatbots", { chatbotName: "Lighthouse" }, undefined, accountScope);

const newFollowUp = async (open: OpenProvider) => create(open, "sitegpt-follow-up-prompts", button);

/** The endpoints of SiteGPT about chatbots as a whole and what they know (sections 4 to 8). */
export const siteGptChatbots: readonly Endpoint[] = [
  {
    section: "4.1",
    call: "GET /api/v0/chatbots",
    where: "Account row, opened",
    run: async ({ provider }) => provider.listChatbots(noSignal),
  },
  {
    section: "4.2",
    call: "POST /api/v0/chatbots",
    where: "Account row → New Chatbot…",
    run: newChatbot,
  },
  {
    section: "4.3",
    call: `GET ${bot}`,
    where: "Settings → any of them; a new chat with its welcome",
    run: async (open) => readOne(open, "sitegpt-appearance", open.bot.id),
  },
  {
    section: "4.4",
    call: `DELETE ${bot}`,
    reads: "success",
    where: "Chatbot row → Delete…",
    run: async (open) =>
      remove(open, "sitegpt-chatbots", [(await newChatbot(open)).id], accountScope),
  },
  {
    section: "5.1",
    call: `PATCH ${bot}/appearance`,
    reads: "success",
    where: "Settings → Appearance → save",
    run: setting("sitegpt-appearance", { fontSize: 18 }),
  },
  {
    section: "5.2",
    call: `POST ${bot}/custom-content`,
    reads: "success",
    where:
      "Knowledge → Custom Content → save; An answer → Correct the answer; Explorer → Add to Chatbot Knowledge…",
    run: setting("sitegpt-custom-content", { text: "High water is at six." }),
  },
  {
    section: "6.1",
    call: `GET ${bot}/follow-up-prompts`,
    where: "Behavior → Follow-up Prompts, opened",
    run: async (open) => list(open, "sitegpt-follow-up-prompts"),
  },
  {
    section: "6.2",
    call: `POST ${bot}/follow-up-prompts`,
    where: "Behavior → Follow-up Prompts → New…",
    run: newFollowUp,
  },
  {
    section: "6.3",
    call: `GET ${bot}/follow-up-prompts/{followUpPromptId}`,
    where: "Behavior → Follow-up Prompts → a prompt",
    run: async (open) => readOne(open, "sitegpt-follow-up-prompts", (await newFollowUp(open)).id),
  },
  {
    section: "6.4",
    call: `PATCH ${bot}/follow-up-prompts/{followUpPromptId}`,
    reads: "success",
    where: "Behavior → Follow-up Prompts → a prompt → save",
    run: async (open) =>
      change(open, "sitegpt-follow-up-prompts", (await newFollowUp(open)).id, {
        isEscalationPrompt: true,
      }),
  },
  {
    section: "6.5",
    call: `DELETE ${bot}/follow-up-prompts/{followUpPromptId}`,
    reads: "success",
    where: "Behavior → Follow-up Prompts → a prompt → Delete…",
    run: async (open) => remove(open, "sitegpt-follow-up-prompts", [(await newFollowUp(open)).id]),
  },
  {
    section: "7.1",
    call: `POST ${bot}/icons`,
    reads: "success",
    where: "Settings → Icons → an icon → Replace…",
    run: async (open) => act(open, ["sitegpt-icons", "replace"], "BOT"),
  },
  {
    section: "7.2",
    call: `DELETE ${bot}/icons`,
    reads: "success",
    where: "Settings → Icons → an icon → Delete…",
    run: async (open) => remove(open, "sitegpt-icons", ["BOT"]),
  },
  {
    section: "8.1",
    call: `POST ${bot}/links`,
    reads: "success",
    where: "Knowledge → Links → New… → Web Page (Legacy) (deprecated)",
    run: async (open) => create(open, "sitegpt-links", { url }, "link"),
  },
  {
    section: "8.2",
    call: "POST /api/v1/chatbots/{chatbotId}/links",
    reads: "success",
    where: "Add Web Page to Chatbot Knowledge…; Knowledge → Links → New…",
    isTold: true,
    run: async (open) => addUrl(open, "sitegpt-links", url),
  },
  {
    section: "8.3",
    call: "GET /api/v0/fetch-links",
    where: "Add Website to Chatbot Knowledge…",
    run: async (open) => kindOf(open, "sitegpt-links").findUrls?.(scopeOf(open), url, noSignal),
  },
];
