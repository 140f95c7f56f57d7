import { advancedSettings } from "../../../src/providers/siteGpt/resources/advancedSettings.ts";
import { chatModeSettings } from "../../../src/providers/siteGpt/resources/chatModeSettings.ts";
import { generalSettings } from "../../../src/providers/siteGpt/resources/generalSettings.ts";
import { localizationSettings } from "../../../src/providers/siteGpt/resources/localizationSettings.ts";
import { personas } from "../../../src/providers/siteGpt/resources/personas.ts";
import { prompts } from "../../../src/providers/siteGpt/resources/prompts.ts";
import { starters } from "../../../src/providers/siteGpt/resources/starters.ts";
import { userDataSettings } from "../../../src/providers/siteGpt/resources/userDataSettings.ts";
import { collect } from "../../helpers/bytes.ts";
import { newSession, noSignal, type OpenProvider } from "../openProvider.ts";
import { create, type Endpoint } from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act, bot, list, readOne } from "./siteGptCalls.ts";
import { acted, asked, listRow, on, oneRow, opened, panel, reacted } from "./place.ts";

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
  ...kindEndpoints(personas, {
    list: { section: "10.1", call: `GET ${bot}/settings/personas` },
    create: { section: "10.2", call: `POST ${bot}/settings/personas` },
    read: { section: "10.3", call: `GET ${bot}/settings/personas/{personaId}` },
    update: {
      section: "10.4",
      call: `PATCH ${bot}/settings/personas/{personaId}`,
      reads: "success",
      change: { instructions: "Answer like a sailor." },
    },
    remove: {
      section: "10.5",
      call: `DELETE ${bot}/settings/personas/{personaId}`,
      reads: "success",
    },
  }),
  ...kindEndpoints(prompts, {
    list: { section: "11.1", call: `GET ${bot}/settings/prompts` },
    create: { section: "11.2", call: `POST ${bot}/settings/prompts` },
    read: { section: "11.3", call: `GET ${bot}/settings/prompts/{promptId}` },
    update: {
      section: "11.4",
      call: `PATCH ${bot}/settings/prompts/{promptId}`,
      reads: "success",
      change: { instructions: "Answer like a sailor.", temperature: 0.5 },
    },
    remove: {
      section: "11.5",
      call: `DELETE ${bot}/settings/prompts/{promptId}`,
      reads: "success",
    },
  }),
  ...kindEndpoints(starters, {
    list: {
      section: "12.1",
      call: `GET ${bot}/quick-prompts`,
      also: [on("chatbot", "newSession")],
    },
    create: { section: "12.2", call: `POST ${bot}/conversation-starters` },
    read: { section: "12.3", call: `GET ${bot}/quick-prompts/{promptId}` },
    update: {
      section: "12.4",
      call: `PATCH ${bot}/conversation-starters/{promptId}`,
      reads: "success",
      change: { description: "Where is my parcel?", link: "https://orchard.example" },
    },
    remove: {
      section: "12.5",
      call: `DELETE ${bot}/conversation-starters/{promptId}`,
      reads: "success",
    },
  }),
  ...kindEndpoints(generalSettings, {
    update: {
      section: "13.1",
      call: `PATCH ${bot}/settings/general`,
      reads: "success",
      change: {
        chatbotDescription: "About fruit.",
        historyCount: 3,
        metadata: { crop: ["apple"] },
      },
    },
  }),
  ...kindEndpoints(advancedSettings, {
    update: {
      section: "13.2",
      call: `PATCH ${bot}/settings/advanced`,
      reads: "success",
      change: {
        creativity: "custom",
        temperature: 0.25,
        webhookUrl: "https://hook.orchard.example",
      },
    },
  }),
  ...kindEndpoints(chatModeSettings, {
    update: {
      section: "13.3",
      call: `PATCH ${bot}/settings/chat-mode`,
      reads: "success",
      change: { chatMode: "AGENT" },
    },
  }),
  ...kindEndpoints(localizationSettings, {
    update: {
      section: "13.4",
      call: `PATCH ${bot}/settings/localization`,
      reads: "success",
      change: { chatHome: { home: "Start" } },
    },
  }),
  ...kindEndpoints(userDataSettings, {
    update: {
      section: "13.5",
      call: `PATCH ${bot}/settings/user-data`,
      reads: "success",
      change: { collectUserDetails: "OPTIONAL", collectName: true },
    },
  }),
  {
    section: "9.1",
    call: `POST ${bot}/message`,
    where: [...asked, on("session", "replyAsHuman"), panel("reply-as-human", "Reply as a human")],
    run: ask,
  },
  {
    section: "9.2",
    call: `PATCH ${bot}/messages/{messageId}`,
    reads: "success",
    where: reacted,
    run: async (open) => {
      const { session, recordId } = await ask(open);
      await open.provider.react?.(session, recordId, "positive", noSignal);
    },
  },
  {
    section: "10.6",
    call: `POST ${bot}/settings/personas/{personaId}/assign`,
    reads: "success",
    where: [acted(oneRow("sitegpt-personas"), "assign")],
    run: async (open) => act(open, ["sitegpt-personas", "assign"], (await newPersona(open)).id),
  },
  {
    section: "11.6",
    call: `POST ${bot}/settings/prompts/{promptId}/assign`,
    reads: "success",
    where: [acted(oneRow("sitegpt-prompts"), "assign")],
    run: async (open) => act(open, ["sitegpt-prompts", "assign"], (await newPrompt(open)).id),
  },
  {
    section: "12.1",
    call: `GET ${bot}/conversation-starters`,
    where: [opened(listRow("sitegpt-starters")), on("chatbot", "newSession")],
    run: async (open) =>
      withoutOldPath(open, async () => {
        await list(open, "sitegpt-starters");
      }),
  },
  {
    section: "12.3",
    call: `GET ${bot}/conversation-starters/{promptId}`,
    where: [on(oneRow("sitegpt-starters"), "openResource")],
    run: async (open) =>
      withoutOldPath(open, async () => {
        await readOne(open, "sitegpt-starters", (await newStarter(open)).id);
      }),
  },
];
