import type { ResourceValue } from "../../../src/core/resources.ts";
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

const bot = "/api/v0/chatbots/{chatbotId}";
const url = "https://help.orchard.example/shipping";
const button = { title: "Shipping", description: "How long does shipping take?" };
const persona = { ...button, instructions: "Answer like a sailor." };
const prompt = { ...persona, temperature: 0.2 };
const quotas = {
  chatbotsQuota: 1,
  linksQuota: 1,
  filesQuota: 1,
  combinedMessagesQuota: 1,
  membersQuota: 1,
};

const newChatbot = async (open: OpenProvider) =>
  create(open, "sitegpt-chatbots", { chatbotName: "Lighthouse" }, undefined, accountScope);
const newFollowUp = async (open: OpenProvider) => create(open, "sitegpt-follow-up-prompts", button);
const newStarter = async (open: OpenProvider) => create(open, "sitegpt-starters", button);
const newPersona = async (open: OpenProvider) => create(open, "sitegpt-personas", persona);
const newPrompt = async (open: OpenProvider) => create(open, "sitegpt-prompts", prompt);
const newThread = async (open: OpenProvider) => create(open, "sitegpt-thread", { mode: "AI" });

const list = async (open: OpenProvider, kindId: string) =>
  kindOf(open, kindId).list(scopeOf(open), noSignal);
const readOne = async (open: OpenProvider, kindId: string, id: string) =>
  kindOf(open, kindId).read({ ...scopeOf(open), id }, noSignal);
const setting = (kindId: string, members: ResourceValue) => async (open: OpenProvider) =>
  change(open, kindId, open.bot.id, members);

async function act(
  open: OpenProvider,
  [kindId, actionId]: readonly [string, string],
  id: string,
  value: ResourceValue = {},
  scope = scopeOf(open),
): Promise<string> {
  const action = kindOf(open, kindId).actions?.find((one) => one.id === actionId);
  if (!action) throw new Error(`no action ${actionId} of ${kindId}`);
  const file = action.file && textFile("icon.svg", "<svg/>", "image/svg+xml");
  const result = await action.run({ ...scope, id }, { value, ...(file && { file }) }, noSignal);
  return result.kind === "text" ? result.text : "";
}

/** Lets the older path of the starters be unknown, so that the newer one is read. */
async function withoutOldPath(open: OpenProvider, run: () => Promise<unknown>): Promise<void> {
  const restore = open.simulator.setFault({
    fault: "not-found",
    match: ({ path }) => path.includes("/quick-prompts"),
  });
  await run();
  restore();
}

async function brandOf(open: OpenProvider): Promise<string> {
  const [brand] = await kindOf(open, "sitegpt-brands").list(accountScope, noSignal);
  return brand?.id ?? "";
}

async function newBrandUser(open: OpenProvider) {
  const brandId = await brandOf(open);
  const value = { email: "noor@orchard.example", ...quotas };
  const way = ["sitegpt-brands", "add-user"] as const;
  const user = JSON.parse(await act(open, way, brandId, value, accountScope)) as { id: string };
  return { brandId, userId: user.id };
}

async function ask(open: OpenProvider) {
  const session = await newSession(open);
  const request = { session, text: open.bot.question, knownRecordIds: [] };
  const events = await collect(open.provider.send(request, noSignal));
  const end = events.find((event) => event.type === "reply-end");
  return { session, recordId: end?.recordId ?? "" };
}

/** The endpoints of SiteGPT (section 2 of its reference, where 1 to 50 are these in this order). */
export const endpoints: readonly Endpoint[] = [
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
    where: "Chatbot row → Delete…",
    run: async (open) =>
      remove(open, "sitegpt-chatbots", [(await newChatbot(open)).id], accountScope),
  },
  {
    section: "5.1",
    call: `PATCH ${bot}/appearance`,
    where: "Settings → Appearance → save",
    run: setting("sitegpt-appearance", { fontSize: 18 }),
  },
  {
    section: "5.2",
    call: `POST ${bot}/custom-content`,
    where:
      "Knowledge → Custom Content → save; An answer → Teach the Chatbot; Explorer → Add to Chatbot Knowledge…",
    run: setting("sitegpt-custom-content", { text: "High water is at six." }),
  },
  {
    section: "6.1",
    call: `GET ${bot}/follow-up-prompts`,
    where: "Behaviour → Follow-up Prompts, opened",
    run: async (open) => list(open, "sitegpt-follow-up-prompts"),
  },
  {
    section: "6.2",
    call: `POST ${bot}/follow-up-prompts`,
    where: "Behaviour → Follow-up Prompts → New…",
    run: newFollowUp,
  },
  {
    section: "6.3",
    call: `GET ${bot}/follow-up-prompts/{followUpPromptId}`,
    where: "Behaviour → Follow-up Prompts → a prompt",
    run: async (open) => readOne(open, "sitegpt-follow-up-prompts", (await newFollowUp(open)).id),
  },
  {
    section: "6.4",
    call: `PATCH ${bot}/follow-up-prompts/{followUpPromptId}`,
    where: "Behaviour → Follow-up Prompts → a prompt → save",
    run: async (open) =>
      change(open, "sitegpt-follow-up-prompts", (await newFollowUp(open)).id, {
        isEscalationPrompt: true,
      }),
  },
  {
    section: "6.5",
    call: `DELETE ${bot}/follow-up-prompts/{followUpPromptId}`,
    where: "Behaviour → Follow-up Prompts → a prompt → Delete…",
    run: async (open) => remove(open, "sitegpt-follow-up-prompts", [(await newFollowUp(open)).id]),
  },
  {
    section: "7.1",
    call: `POST ${bot}/icons`,
    where: "Settings → Icons → an icon → Replace…",
    run: async (open) => act(open, ["sitegpt-icons", "replace"], "BOT"),
  },
  {
    section: "7.2",
    call: `DELETE ${bot}/icons`,
    where: "Settings → Icons → an icon → Delete…",
    run: async (open) => remove(open, "sitegpt-icons", ["BOT"]),
  },
  {
    section: "8.1",
    call: `POST ${bot}/links`,
    where: "Knowledge → Links → New… → Web Page in the Old Way (deprecated)",
    run: async (open) => create(open, "sitegpt-links", { url }, "link"),
  },
  {
    section: "8.2",
    call: "POST /api/v1/chatbots/{chatbotId}/links",
    where: "Add Web Page to Chatbot Knowledge…; Knowledge → Links → New…",
    run: async (open) => kindOf(open, "sitegpt-links").addUrls?.(scopeOf(open), [url], noSignal),
  },
  {
    section: "8.3",
    call: "GET /api/v0/fetch-links",
    where: "Add Website to Chatbot Knowledge…",
    run: async (open) => kindOf(open, "sitegpt-links").findUrls?.(scopeOf(open), url, noSignal),
  },
  {
    section: "9.1",
    call: `POST ${bot}/message`,
    where: "Chat panel → Send",
    run: ask,
  },
  {
    section: "9.2",
    call: `PATCH ${bot}/messages/{messageId}`,
    where: "Chat panel → an answer → Good Answer, Bad Answer",
    run: async (open) => {
      const { session, recordId } = await ask(open);
      await open.provider.react?.(session, recordId, "positive", noSignal);
    },
  },
  {
    section: "10.1",
    call: `GET ${bot}/settings/personas`,
    where: "Behaviour → Personas, opened",
    run: async (open) => list(open, "sitegpt-personas"),
  },
  {
    section: "10.2",
    call: `POST ${bot}/settings/personas`,
    where: "Behaviour → Personas → New…",
    run: newPersona,
  },
  {
    section: "10.3",
    call: `GET ${bot}/settings/personas/{personaId}`,
    where: "Behaviour → Personas → a persona",
    run: async (open) => readOne(open, "sitegpt-personas", (await newPersona(open)).id),
  },
  {
    section: "10.4",
    call: `PATCH ${bot}/settings/personas/{personaId}`,
    where: "Behaviour → Personas → a persona → save",
    run: async (open) =>
      change(open, "sitegpt-personas", (await newPersona(open)).id, { title: "Captain" }),
  },
  {
    section: "10.5",
    call: `DELETE ${bot}/settings/personas/{personaId}`,
    where: "Behaviour → Personas → a persona → Delete…",
    run: async (open) => remove(open, "sitegpt-personas", [(await newPersona(open)).id]),
  },
  {
    section: "10.6",
    call: `POST ${bot}/settings/personas/{personaId}/assign`,
    where: "Behaviour → Personas → a persona → Use for This Chatbot",
    run: async (open) => act(open, ["sitegpt-personas", "assign"], (await newPersona(open)).id),
  },
  {
    section: "11.1",
    call: `GET ${bot}/settings/prompts`,
    where: "Behaviour → Prompts, opened",
    run: async (open) => list(open, "sitegpt-prompts"),
  },
  {
    section: "11.2",
    call: `POST ${bot}/settings/prompts`,
    where: "Behaviour → Prompts → New…",
    run: newPrompt,
  },
  {
    section: "11.3",
    call: `GET ${bot}/settings/prompts/{promptId}`,
    where: "Behaviour → Prompts → a prompt",
    run: async (open) => readOne(open, "sitegpt-prompts", (await newPrompt(open)).id),
  },
  {
    section: "11.4",
    call: `PATCH ${bot}/settings/prompts/{promptId}`,
    where: "Behaviour → Prompts → a prompt → save",
    run: async (open) =>
      change(open, "sitegpt-prompts", (await newPrompt(open)).id, { temperature: 1 }),
  },
  {
    section: "11.5",
    call: `DELETE ${bot}/settings/prompts/{promptId}`,
    where: "Behaviour → Prompts → a prompt → Delete…",
    run: async (open) => remove(open, "sitegpt-prompts", [(await newPrompt(open)).id]),
  },
  {
    section: "11.6",
    call: `POST ${bot}/settings/prompts/{promptId}/assign`,
    where: "Behaviour → Prompts → a prompt → Use for This Chatbot",
    run: async (open) => act(open, ["sitegpt-prompts", "assign"], (await newPrompt(open)).id),
  },
  {
    section: "12.1",
    call: `GET ${bot}/quick-prompts`,
    where: "Behaviour → Conversation Starters, opened; a new chat",
    run: async (open) => list(open, "sitegpt-starters"),
  },
  {
    section: "12.1",
    call: `GET ${bot}/conversation-starters`,
    where: "The same where the service does not know the older path",
    run: async (open) =>
      withoutOldPath(open, async () => {
        await list(open, "sitegpt-starters");
      }),
  },
  {
    section: "12.2",
    call: `POST ${bot}/conversation-starters`,
    where: "Behaviour → Conversation Starters → New…",
    run: newStarter,
  },
  {
    section: "12.3",
    call: `GET ${bot}/quick-prompts/{promptId}`,
    where: "Behaviour → Conversation Starters → a starter",
    run: async (open) => readOne(open, "sitegpt-starters", (await newStarter(open)).id),
  },
  {
    section: "12.3",
    call: `GET ${bot}/conversation-starters/{promptId}`,
    where: "The same where the service does not know the older path",
    run: async (open) =>
      withoutOldPath(open, async () => {
        await readOne(open, "sitegpt-starters", (await newStarter(open)).id);
      }),
  },
  {
    section: "12.4",
    call: `PATCH ${bot}/conversation-starters/{promptId}`,
    where: "Behaviour → Conversation Starters → a starter → save",
    run: async (open) =>
      change(open, "sitegpt-starters", (await newStarter(open)).id, { title: "Parcels" }),
  },
  {
    section: "12.5",
    call: `DELETE ${bot}/conversation-starters/{promptId}`,
    where: "Behaviour → Conversation Starters → a starter → Delete…",
    run: async (open) => remove(open, "sitegpt-starters", [(await newStarter(open)).id]),
  },
  {
    section: "13.1",
    call: `PATCH ${bot}/settings/general`,
    where: "Settings → General Settings → save",
    run: setting("sitegpt-general", { historyCount: 2 }),
  },
  {
    section: "13.2",
    call: `PATCH ${bot}/settings/advanced`,
    where: "Settings → Advanced Settings → save",
    run: setting("sitegpt-advanced", { creativity: "creative" }),
  },
  {
    section: "13.3",
    call: `PATCH ${bot}/settings/chat-mode`,
    where: "Settings → Chat Mode → save",
    run: setting("sitegpt-chat-mode", { chatMode: "AGENT" }),
  },
  {
    section: "13.4",
    call: `PATCH ${bot}/settings/localization`,
    where: "Settings → Texts of the Widget → save",
    run: setting("sitegpt-localization", { chatHome: { home: "Start" } }),
  },
  {
    section: "13.5",
    call: `PATCH ${bot}/settings/user-data`,
    where: "Settings → Visitor Details → save",
    run: setting("sitegpt-user-data", { collectName: true }),
  },
  {
    section: "14.1",
    call: `GET ${bot}/threads`,
    where: "Chatbot row, opened",
    run: async (open) => open.provider.listSessions(open.bot.id, noSignal),
  },
  {
    section: "14.2",
    call: `POST ${bot}/threads`,
    where: "New Session, with its first question; New Session With Details…",
    run: newThread,
  },
  {
    section: "14.3",
    call: `GET ${bot}/threads/{threadId}`,
    where: "A session, opened; Session row → Session Details",
    run: async (open) => open.provider.listMessages(await newSession(open), noSignal),
  },
  {
    section: "14.4",
    call: `PATCH ${bot}/threads/{threadId}`,
    where: "Session row → Session Details → save",
    run: async (open) =>
      change(open, "sitegpt-thread", (await newThread(open)).id, { mode: "AGENT" }),
  },
  {
    section: "14.5",
    call: `POST ${bot}/threads/{threadId}/escalate`,
    where: "Chat panel → a prompt that asks for a person; Session row → Ask for a Person",
    run: async (open) => act(open, ["sitegpt-thread", "escalate"], (await newThread(open)).id),
  },
  {
    section: "15.1",
    call: "GET /api/v0/w/brands",
    where: "Account row → White-Label Brands, opened (deprecated)",
    run: brandOf,
  },
  {
    section: "15.2",
    call: "GET /api/v0/w/brands/{brandId}",
    where: "White-Label Brands → a brand (deprecated)",
    run: async (open) =>
      kindOf(open, "sitegpt-brands").read({ ...accountScope, id: await brandOf(open) }, noSignal),
  },
  {
    section: "15.3",
    call: "POST /api/v0/w/brands/{brandId}/users",
    where: "White-Label Brands → a brand → Add User… (deprecated)",
    run: newBrandUser,
  },
  {
    section: "15.4",
    call: "GET /api/v0/w/brands/{brandId}/users/{userId}",
    where: "White-Label Brands → a brand → Show User… (deprecated)",
    run: async (open) => {
      const { brandId, userId } = await newBrandUser(open);
      await act(open, ["sitegpt-brands", "show-user"], brandId, { userId }, accountScope);
    },
  },
  {
    section: "15.5",
    call: "PATCH /api/v0/w/brands/{brandId}/users/{userId}",
    where: "White-Label Brands → a brand → Change User… (deprecated)",
    run: async (open) => {
      const { brandId, userId } = await newBrandUser(open);
      const value = { userId, linksQuota: 5, features: { api: true } };
      await act(open, ["sitegpt-brands", "change-user"], brandId, value, accountScope);
    },
  },
];
