import { account } from "../../../src/providers/siteGpt/v2/resources/account.ts";
import { chatbot } from "../../../src/providers/siteGpt/v2/resources/chatbot.ts";
import { chatbots } from "../../../src/providers/siteGpt/v2/resources/chatbots.ts";
import { leads } from "../../../src/providers/siteGpt/v2/resources/leads.ts";
import { settings } from "../../../src/providers/siteGpt/v2/resources/settings.ts";
import { starters } from "../../../src/providers/siteGpt/v2/resources/starters.ts";
import { tokens } from "../../../src/providers/siteGpt/v2/resources/tokens.ts";
import { startSignIn } from "../../../src/providers/siteGpt/v2/signIn.ts";
import { createTrials } from "../../../src/providers/siteGpt/v2/trials.ts";
import { noSignal, type OpenProvider } from "../openProvider.ts";
import { accountScope, type Endpoint, kindOf, remove, scopeOf } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act } from "./siteGptCalls.ts";
import { siteGptV2Conversations } from "./siteGptV2Conversations.ts";
import { siteGptV2Knowledge } from "./siteGptV2Knowledge.ts";
import { acted, chatbotsShown, menu, on, oneRow } from "./place.ts";

const bot = "/api/v2/chatbots/{chatbotId}";

/** Does something that can be asked of the account. */
const actOnAccount = async (open: OpenProvider, actionId: string) =>
  act(open, ["sitegpt-v2-account", actionId], "me", {}, accountScope);

/** Does something that can be asked of a chatbot as a whole. */
const actOnChatbot = async (open: OpenProvider, actionId: string, value = {}) =>
  act(open, ["sitegpt-v2-chatbot", actionId], open.bot.id, value);

async function firstLeads(open: OpenProvider): Promise<readonly string[]> {
  const all = await kindOf(open, "sitegpt-v2-leads").list(scopeOf(open), noSignal);
  return all.map(({ id }) => id);
}

const startTrial = async ({ http }: OpenProvider) =>
  createTrials(http).start("https://www.example.com/", noSignal);

/** The endpoints of SiteGPT v2; each section is the row of the index that its reference has (section 3). */
export const endpoints: readonly Endpoint[] = [
  ...kindEndpoints(account, {
    list: { section: "3.2", call: "GET /api/v2/me" },
    read: { section: "3.3", call: "GET /api/v2/account" },
  }),
  {
    section: "3.1",
    call: "GET /api/v2/health",
    where: [acted(oneRow("sitegpt-v2-account"), "health")],
    run: async (open) => actOnAccount(open, "health"),
  },
  {
    section: "3.7",
    call: "GET /api/v2/usage",
    where: [on("account", "testConnection"), acted(oneRow("sitegpt-v2-account"), "usage")],
    run: async (open) => actOnAccount(open, "usage"),
  },
  {
    section: "3.8",
    call: "GET /api/v2/limits",
    where: [on("account", "testConnection"), acted(oneRow("sitegpt-v2-account"), "limits")],
    run: async (open) => actOnAccount(open, "limits"),
  },
  {
    section: "3.9",
    call: "GET /api/v2/billing/subscription",
    where: [acted(oneRow("sitegpt-v2-account"), "subscription")],
    run: async (open) => actOnAccount(open, "subscription"),
  },
  ...kindEndpoints(tokens, {
    list: { section: "3.11", call: "GET /api/v2/tokens" },
    create: { section: "3.12", call: "POST /api/v2/tokens" },
    remove: { section: "3.13", call: "DELETE /api/v2/tokens/{tokenId}", reads: "success" },
  }),
  {
    section: "3.15",
    call: "GET /api/v2/chatbots",
    where: chatbotsShown,
    run: async ({ provider }) => provider.listChatbots(noSignal),
  },
  ...kindEndpoints(chatbots, {
    create: { section: "3.16", call: "POST /api/v2/chatbots" },
    remove: { section: "3.19", call: `DELETE ${bot}`, reads: "success" },
  }),
  ...kindEndpoints(chatbot, {
    read: { section: "3.17", call: `GET ${bot}` },
    update: {
      section: "3.18",
      call: `PATCH ${bot}`,
      reads: "success",
      change: { title: "Orchard", description: "About fruit." },
    },
  }),
  {
    section: "3.20",
    call: `POST ${bot}/transfer`,
    reads: "success",
    where: [acted(oneRow("sitegpt-v2-chatbot"), "transfer")],
    run: async (open) => actOnChatbot(open, "transfer", { email: "ben@orchard.example" }),
  },
  {
    section: "3.21",
    call: `GET ${bot}/dashboard`,
    where: [acted(oneRow("sitegpt-v2-chatbot"), "dashboard")],
    run: async (open) => actOnChatbot(open, "dashboard"),
  },
  {
    section: "3.22",
    call: `GET ${bot}/analytics`,
    where: [acted(oneRow("sitegpt-v2-chatbot"), "analytics")],
    run: async (open) => actOnChatbot(open, "analytics", { startDay: "2026-05-01" }),
  },
  {
    section: "3.24",
    call: `POST ${bot}/icons`,
    reads: "success",
    where: [acted(oneRow("sitegpt-v2-chatbot"), "set-icon")],
    run: async (open) => actOnChatbot(open, "set-icon", { iconType: "bot" }),
  },
  ...kindEndpoints(settings, {
    read: { section: "3.26", call: `GET ${bot}/settings` },
    update: {
      section: "3.27",
      call: `PATCH ${bot}/settings`,
      reads: "success",
      change: { settings: { hideSources: true } },
      sends: { hideSources: true },
    },
  }),
  {
    section: "3.29",
    call: `PATCH ${bot}/settings/{section}`,
    reads: "success",
    where: [acted(oneRow("sitegpt-v2-settings"), "change-section")],
    run: async (open) =>
      act(open, ["sitegpt-v2-settings", "change-section"], open.bot.id, {
        section: "general",
        settings: { historyCount: 3 },
      }),
  },
  {
    section: "3.34",
    call: `DELETE ${bot}/personas/{personaId}`,
    reads: "success",
    where: [acted(oneRow("sitegpt-v2-chatbot"), "delete-persona")],
    run: async (open) => actOnChatbot(open, "delete-persona", { personaId: "p" }),
  },
  {
    section: "3.39",
    call: `PATCH ${bot}/instructions/{instructionId}`,
    reads: "success",
    where: [acted(oneRow("sitegpt-v2-chatbot"), "change-instruction")],
    run: async (open) =>
      actOnChatbot(open, "change-instruction", { instructionId: "i", instructions: "Be brief." }),
  },
  ...kindEndpoints(starters, {
    list: { section: "3.42", call: `GET ${bot}/starters`, also: [on("chatbot", "newSession")] },
    create: { section: "3.43", call: `POST ${bot}/starters` },
  }),
  ...siteGptV2Knowledge,
  ...siteGptV2Conversations,
  ...kindEndpoints(leads, {
    list: { section: "3.107", call: `GET ${bot}/leads` },
    read: { section: "3.108", call: `GET ${bot}/leads/{leadId}` },
    update: {
      section: "3.109",
      call: `PATCH ${bot}/leads/{leadId}`,
      reads: "success",
      change: { name: "Nora", important: true },
    },
    remove: { section: "3.110", call: `DELETE ${bot}/leads/{leadId}`, reads: "success" },
  }),
  {
    section: "3.111",
    call: `POST ${bot}/leads/actions`,
    reads: "success",
    where: [
      acted(oneRow("sitegpt-v2-leads"), "archive"),
      acted(oneRow("sitegpt-v2-leads"), "star"),
      on(oneRow("sitegpt-v2-leads"), "deleteResource"),
    ],
    run: async (open) => remove(open, "sitegpt-v2-leads", (await firstLeads(open)).slice(0, 2)),
  },
  {
    section: "4.5",
    call: "POST /oauth/device_authorization",
    where: [menu("view/title", "addAccount")],
    run: async ({ http, clock }) => void (await startSignIn(http, clock, noSignal)),
  },
  {
    section: "4.5",
    call: "POST /oauth/token",
    isPolled: true,
    where: [menu("view/title", "addAccount")],
    run: async ({ http, clock }) => {
      const { kind } = await (await startSignIn(http, clock, noSignal)).wait(noSignal);
      return kind;
    },
  },
  {
    section: "3.118",
    call: "POST /api/v2/onboarding/agent/start",
    where: [menu("view/title", "startTrial")],
    run: async (open) => void (await startTrial(open)),
  },
  {
    section: "3.119",
    call: "GET /api/v2/onboarding/workspaces/{workspaceId}",
    where: [on("account", "openTrial")],
    run: async (open) => {
      const { trial } = await startTrial(open);
      const { endsAt } = await createTrials(open.http).read(trial.id, noSignal);
      return endsAt !== undefined;
    },
  },
  {
    section: "3.121",
    call: "DELETE /api/v2/onboarding/workspaces/{workspaceId}",
    reads: "success",
    where: [on("account", "removeAccount")],
    run: async (open) => {
      const { trial } = await startTrial(open);
      await createTrials(open.http).remove(trial.id, noSignal);
    },
  },
];
