import { declareKind } from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import { changedMembers } from "../../../core/resources.ts";
import { isKnowledgeBot } from "../plainChats.ts";
import { botMembers, botValueSchema } from "./botSchema.ts";
import { botSchema, readBot } from "./botWire.ts";
import { findChatsAction } from "./chatSearch.ts";
import type { KindContext } from "./context.ts";
import { membersOf } from "./members.ts";
import { summarizeAction } from "./summarize.ts";

const sent = Object.keys(botMembers);

/** The settings of a knowledge bot. */
export const botSettings = declareKind<KindContext>({
  id: "crbnai-bot-settings",
  title: "Knowledge Bot Settings",
  group: "settings",
  isSingle: true,
  isFor: isKnowledgeBot,
  schema: botValueSchema,

  /** The bot itself (4.4.3). */
  async list({ http }, { chatbotId }, signal) {
    const { id, title } = await readBot(http, chatbotId, signal);
    return [{ id, title: title || id }];
  },

  /** Get Knowledge Bot by ID (4.4.3). */
  async read({ http }, { chatbotId }, signal) {
    return membersOf(botValueSchema, await readBot(http, chatbotId, signal));
  },

  /**
   * Update Knowledge Bot by ID (4.4.4). It may replace all that can be set (undocumented), so all of it is sent,
   * as it is now and with the changes; and never what only the service sets.
   */
  async update({ http }, { chatbotId }, { before, after }, signal) {
    const current = membersOf(botValueSchema, await readBot(http, chatbotId, signal));
    const wanted = { ...current, ...changedMembers(before, after) };
    const call = {
      method: "PUT",
      path: path`/api/knowledge-bots/${chatbotId}`,
      json: Object.fromEntries(Object.entries(wanted).filter(([name]) => sent.includes(name))),
    } as const;
    return membersOf(botValueSchema, await http.json(botSchema, call, signal));
  },

  actions: [findChatsAction, summarizeAction],
});
