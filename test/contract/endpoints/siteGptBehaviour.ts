import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import { change, create, type Endpoint, remove } from "./endpoint.ts";
import { act, bot, list, readOne, setting } from "./siteGptCalls.ts";

const button = { title: "Shipping", description: "How long does shipping take?" };
const persona = { ...button, instructions: "Answer like a sailor." };
const prompt = { ...persona, temperature: 0.2 };
const newStarter = async (open: OpenProvider) => create(open, "sitegpt-starters", button);
const newPersona = async (open: OpenProvider) => create(open, "sitegpt-personas", persona);
const newPrompt = async (open: OpenProvider) => create(open, "sitegpt-prompts", prompt);

/** Lets the older path of the starters be unknown, so that the newer one is read. */
async function withoutOldPath(open: OpenProvider, run: () => Promise<unknown>): Promise<void> {
  open.simulator.setFault({
    fault: "not-found",
    pathPattern: /\/quick-prompts/,
    times: Infinity,
  });
  await run();
}

async function ask(open: OpenProvider) {
  const session = await newSession(open);
  const request = { session, text: open.bot.question };
  const events = await collect(open.provider.send(request, noSignal));
  const end = events.find((event) => event.type === "reply-end");
  return { session, recordId: end?.recordId ?? "" };
}

/** The endpoints of SiteGPT about messages, behaviour and settings (sections 9 to 13). */
export const siteGptBehaviour: readonly Endpoint[] = [
  {
    section: "9.1",
    call: `POST ${bot}/message`,
    where: "Chat panel → Send",
    run: ask,
  },
  {
    section: "9.2",
    call: `PATCH ${bot}/messages/{messageId}`,
    reads: "success",
    where: "Chat panel → an answer → Good answer, Poor answer",
    run: async (open) => {
      const { session, recordId } = await ask(open);
      await open.provider.react?.(session, recordId, "positive", noSignal);
    },
  },
  {
    section: "10.1",
    call: `GET ${bot}/settings/personas`,
    where: "Behavior → Personas, opened",
    run: async (open) => list(open, "sitegpt-personas"),
  },
  {
    section: "10.2",
    call: `POST ${bot}/settings/personas`,
    where: "Behavior → Personas → New…",
    run: newPersona,
  },
  {
    section: "10.3",
    call: `GET ${bot}/settings/personas/{personaId}`,
    where: "Behavior → Personas → a persona",
    run: async (open) => readOne(open, "sitegpt-personas", (await newPersona(open)).id),
  },
  {
    section: "10.4",
    call: `PATCH ${bot}/settings/personas/{personaId}`,
    reads: "success",
    where: "Behavior → Personas → a persona → save",
    run: async (open) =>
      change(open, "sitegpt-personas", (await newPersona(open)).id, { title: "Captain" }),
  },
  {
    section: "10.5",
    call: `DELETE ${bot}/settings/personas/{personaId}`,
    reads: "success",
    where: "Behavior → Personas → a persona → Delete…",
    run: async (open) => remove(open, "sitegpt-personas", [(await newPersona(open)).id]),
  },
  {
    section: "10.6",
    call: `POST ${bot}/settings/personas/{personaId}/assign`,
    reads: "success",
    where: "Behavior → Personas → a persona → Use for This Chatbot",
    run: async (open) => act(open, ["sitegpt-personas", "assign"], (await newPersona(open)).id),
  },
  {
    section: "11.1",
    call: `GET ${bot}/settings/prompts`,
    where: "Behavior → Prompts, opened",
    run: async (open) => list(open, "sitegpt-prompts"),
  },
  {
    section: "11.2",
    call: `POST ${bot}/settings/prompts`,
    where: "Behavior → Prompts → New…",
    run: newPrompt,
  },
  {
    section: "11.3",
    call: `GET ${bot}/settings/prompts/{promptId}`,
    where: "Behavior → Prompts → a prompt",
    run: async (open) => readOne(open, "sitegpt-prompts", (await newPrompt(open)).id),
  },
  {
    section: "11.4",
    call: `PATCH ${bot}/settings/prompts/{promptId}`,
    reads: "success",
    where: "Behavior → Prompts → a prompt → save",
    run: async (open) =>
      change(open, "sitegpt-prompts", (await newPrompt(open)).id, { temperature: 1 }),
  },
  {
    section: "11.5",
    call: `DELETE ${bot}/settings/prompts/{promptId}`,
    reads: "success",
    where: "Behavior → Prompts → a prompt → Delete…",
    run: async (open) => remove(open, "sitegpt-prompts", [(await newPrompt(open)).id]),
  },
  {
    section: "11.6",
    call: `POST ${bot}/settings/prompts/{promptId}/assign`,
    reads: "success",
    where: "Behavior → Prompts → a prompt → Use for This Chatbot",
    run: async (open) => act(open, ["sitegpt-prompts", "assign"], (await newPrompt(open)).id),
  },
  {
    section: "12.1",
    call: `GET ${bot}/quick-prompts`,
    where: "Behavior → Conversation Starters, opened; a new chat",
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
    where: "Behavior → Conversation Starters → New…",
    run: newStarter,
  },
  {
    section: "12.3",
    call: `GET ${bot}/quick-prompts/{promptId}`,
    where: "Behavior → Conversation Starters → a starter",
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
    reads: "success",
    where: "Behavior → Conversation Starters → a starter → save",
    run: async (open) =>
      change(open, "sitegpt-starters", (await newStarter(open)).id, { title: "Parcels" }),
  },
  {
    section: "12.5",
    call: `DELETE ${bot}/conversation-starters/{promptId}`,
    reads: "success",
    where: "Behavior → Conversation Starters → a starter → Delete…",
    run: async (open) => remove(open, "sitegpt-starters", [(await newStarter(open)).id]),
  },
  {
    section: "13.1",
    call: `PATCH ${bot}/settings/general`,
    reads: "success",
    where: "Settings → General Settings → save",
    run: setting("sitegpt-general", { historyCount: 2 }),
  },
  {
    section: "13.2",
    call: `PATCH ${bot}/settings/advanced`,
    reads: "success",
    where: "Settings → Advanced Settings → save",
    run: setting("sitegpt-advanced", { creativity: "creative" }),
  },
  {
    section: "13.3",
    call: `PATCH ${bot}/settings/chat-mode`,
    reads: "success",
    where: "Settings → Chat Mode → save",
    run: setting("sitegpt-chat-mode", { chatMode: "AGENT" }),
  },
  {
    section: "13.4",
    call: `PATCH ${bot}/settings/localization`,
    reads: "success",
    where: "Settings → Widget Texts → save",
    run: setting("sitegpt-localization", { chatHome: { home: "Start" } }),
  },
  {
    section: "13.5",
    call: `PATCH ${bot}/settings/user-data`,
    reads: "success",
    where: "Settings → Visitor Details → save",
    run: setting("sitegpt-user-data", { collectName: true }),
  },
];
