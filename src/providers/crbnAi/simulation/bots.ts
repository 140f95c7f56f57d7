import type { SimulatedRoute } from "../../../core/simulation.ts";
import { type Body, bodyOf, type ForBot, textIn } from "./requests.ts";
import type { Store } from "./store.ts";
import { streamed } from "./stream.ts";
import { type BotSettings, botJson, botListItemJson, json, refuse } from "./wire.ts";

/** What only the service sets; nobody sends it. */
const fixedMembers = ["id", "owner_id", "created_at", "language_model", "documents"];

/** What a body sets of a bot: all of it, for what is missing is as if it had never been set. */
function settingsIn(body: Body | undefined): BotSettings | undefined {
  const title = textIn(body, "title");
  const { llm_config } = body ?? {};
  const isFaulty = fixedMembers.some((name) => body && name in body);
  if (title === undefined || isFaulty || !isModel(llm_config)) return undefined;
  return {
    title,
    description: textIn(body, "description") ?? "",
    embeddable: body?.["embeddable"] === true,
    ...(llm_config !== undefined && { llm_config }),
    user_metadata: body?.["user_metadata"] ?? null,
  };
}

function isModel(config: unknown): boolean {
  if (config === undefined) return true;
  if (typeof config !== "object" || config === null) return false;
  const { model, vendor } = { model: undefined, vendor: undefined, ...config };
  return typeof model === "string" && typeof vendor === "string";
}

/** The calls about knowledge bots themselves. */
export function botRoutes(store: Store, forBot: ForBot): readonly SimulatedRoute[] {
  const { ownerId } = store;
  const all = "/api/knowledge-bots";
  return [
    {
      method: "GET",
      path: all,
      handle: () => json(store.bots.map((bot) => botListItemJson(bot, ownerId))),
    },
    {
      method: "POST",
      path: all,
      handle: (request) => {
        const settings = settingsIn(bodyOf(request));
        return settings ? json(botJson(store.createBot(settings), ownerId)) : refuse(400);
      },
    },
    {
      method: "GET",
      path: `${all}/{id}`,
      handle: forBot((bot) => {
        const answer = json(botJson(bot, ownerId));
        store.processDocuments(bot);
        return answer;
      }),
    },
    {
      method: "PUT",
      path: `${all}/{id}`,
      handle: forBot((bot, request) => {
        const settings = settingsIn(bodyOf(request));
        if (!settings) return refuse(400);
        bot.settings = settings;
        return json(botJson(bot, ownerId));
      }),
    },
    {
      method: "DELETE",
      path: `${all}/{id}`,
      handle: forBot((bot) => {
        store.removeBot(bot);
        return json({});
      }),
    },
    {
      method: "POST",
      path: `${all}/{id}/summarize`,
      asks: true,
      handle: forBot((bot, request) => {
        const body = bodyOf(request);
        const query = textIn(body, "query");
        if (query === undefined || !Array.isArray(body?.["history"]))
          return refuse(400, "query and history are required");
        const { sections, text, number } = store.summarize(bot, query);
        return streamed(sections, text, number, "text/plain; charset=utf-8");
      }),
    },
  ];
}
