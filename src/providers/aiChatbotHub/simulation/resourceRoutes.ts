import type {
  LearnedDocument,
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
} from "../../../core/simulation.ts";
import type { Store } from "./store.ts";
import {
  newAgent,
  newSource,
  ofChatbot,
  type ResourceStore,
  type StoredResource,
} from "./resourceStore.ts";
import { bodyOf, chatbotJson, json, refuse, type StoredChatbot, wholeSeconds } from "./wire.ts";

type Body = Readonly<Record<string, unknown>>;
type ForChatbot = (
  handle: (chatbot: StoredChatbot, request: SimulatedRequest) => SimulatedResponse,
) => SimulatedRoute["handle"];

const settingNames = ["visibility", "rate_limit", "rate_limit_message", "show_citations"];
const agentNames = [
  "name",
  "prompt",
  "description",
  "data_source_uuids",
  "human_escalation_settings",
  "variables",
];
const agentMetaNames = ["model", "temperature", "tags", "use_all_sources"];
const newAgentMetaNames = [...agentMetaNames, "bias", "stickness", "default_message"];
const agentTypes = new Set([
  "user-facing",
  "background",
  "human-escalation",
  "pre-canned",
  "spam-defense",
]);

/** The calls about a chatbot's settings, agents, data sources and tags. */
export function resourceRoutes(
  store: ResourceStore,
  { chatbots, createChatbot }: Pick<Store, "chatbots" | "createChatbot">,
  forChatbot: ForChatbot,
  now: () => number,
): readonly SimulatedRoute[] {
  const { agents, sources, tags } = store;
  const forOne =
    (
      all: Map<string, StoredResource>,
      handle: (one: StoredResource, body: Body) => SimulatedResponse,
    ) =>
    (request: SimulatedRequest): SimulatedResponse => {
      const one = all.get(request.parameter("uuid"));
      return one ? handle(one, bodyOf(request)) : refuse(404);
    };
  const remove = (all: Map<string, StoredResource>) =>
    forOne(all, ({ uuid }) => json({ success: all.delete(uuid) }));
  const change = ({ members }: StoredResource, changes: Body): SimulatedResponse => {
    Object.assign(members, changes, { modified_at: wholeSeconds(now()) });
    return json(members);
  };
  const addSource = (
    chatbot: StoredChatbot,
    members: Body,
    learned?: LearnedDocument,
  ): SimulatedResponse =>
    json(store.add(sources, chatbot, { ...newSource, ...members }, learned).members);
  const removeSource = (uuid: string): boolean => {
    const source = sources.get(uuid);
    if (source?.learned) source.chatbot.bot.forget(source.learned.fileName);
    return sources.delete(uuid);
  };

  return [
    {
      method: "POST",
      path: "/api/v1/chatbot/create",
      handle: (request) => {
        const body = bodyOf(request);
        if (!isText(body["name"])) return refuse(400, "name is required");
        const chatbot = createChatbot(body["name"]);
        Object.assign(chatbot.settings, only(body, settingNames));
        store.addDefaultAgent(chatbot);
        return json(chatbotJson(chatbot));
      },
    },
    {
      method: "DELETE",
      path: "/api/v1/chatbot/{uuid}/delete",
      handle: forChatbot((chatbot) => {
        chatbots.splice(chatbots.indexOf(chatbot), 1);
        return json({ success: true });
      }),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/data-source/upload",
      handle: forChatbot((chatbot, request) => {
        const file = request.form().get("file");
        const name = file?.fileName ?? "";
        if (!file || name === "") return refuse(400, "file is required");
        if (!/\.(txt|pdf|docx?)$/i.test(name)) return refuse(400, "file type not allowed");
        const known = ofChatbot(sources, chatbot).find(
          ({ members, learned }) => members["file_name"] === name && learned?.text === file.text,
        );
        if (known) return { ...json(known.members), status: 409 };
        const link = request.form().get("reference_source_link")?.text;
        const meta = link === undefined ? {} : { reference_source_link: link };
        const members = {
          title: name,
          file_name: name,
          file_size: file.length,
          type: "upload",
          meta_json: JSON.stringify(meta),
        };
        const learned = { title: name, fileName: name, url: "", text: file.text };
        // A file takes the service a moment.
        return { ...addSource(chatbot, members, learned), stepsBefore: 8 };
      }),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/update",
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        if ("name" in body && !isText(body["name"])) return refuse(400, "name must not be empty");
        if (isText(body["name"])) chatbot.name = body["name"];
        Object.assign(chatbot.settings, only(body, settingNames));
        return json(chatbotJson(chatbot));
      }),
    },
    {
      method: "GET",
      path: "/api/v1/chatbot/{uuid}/agents",
      handle: forChatbot((chatbot) => json(membersOf(agents, chatbot))),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/agent/create",
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        const { name, type } = body;
        if (!isText(name) || !agentTypes.has(String(type))) {
          return refuse(400, "name and type are required");
        }
        const meta = only(body, newAgentMetaNames);
        const members = { ...newAgent, ...only(body, agentNames), type, meta };
        return json(store.add(agents, chatbot, members).members);
      }),
    },
    {
      method: "POST",
      path: "/api/v1/agent/{uuid}/update",
      handle: forOne(agents, (agent, body) => {
        if ("name" in body && !isText(body["name"])) return refuse(400, "name must not be empty");
        const { model } = body;
        if (isText(model) && !/-\d+k$/.test(model)) return refuse(400, `Invalid model: ${model}`);
        const meta = { ...(agent.members["meta"] as Body), ...only(body, agentMetaNames) };
        return change(agent, { ...only(body, [...agentNames, "enabled"]), meta });
      }),
    },
    { method: "DELETE", path: "/api/v1/agent/{uuid}/delete", handle: remove(agents) },
    {
      method: "GET",
      path: "/api/v1/chatbot/{uuid}/data-sources",
      handle: forChatbot((chatbot) => json(store.watchSources(chatbot))),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/data-source/qa",
      handle: forChatbot((chatbot, request) => {
        const { question, answer } = bodyOf(request);
        if (!isText(question) || !isText(answer)) return refuse(400, "question and answer needed");
        const meta_json = JSON.stringify({ question, answer });
        const learned = { title: question, fileName: question, url: "", text: answer };
        const members = { title: question, file_name: question, type: "qa", meta_json };
        return addSource(chatbot, members, learned);
      }),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/data-source/url",
      handle: forChatbot((chatbot, request) => {
        const { url } = bodyOf(request);
        if (!isText(url) || !URL.canParse(url)) return refuse(400, "url is not valid");
        return addSource(chatbot, { title: url, file_name: url, type: "link" });
      }),
    },
    {
      method: "POST",
      path: "/api/v1/data-source/{uuid}/update",
      handle: forOne(sources, (source, { title }) =>
        isText(title) ? change(source, { title }) : refuse(400, "title is required"),
      ),
    },
    {
      method: "POST",
      path: "/api/v1/data-sources/url/re-scrape",
      handle: (request) => json(uuidsOf(request).map((uuid) => retrain(sources.get(uuid), uuid))),
    },
    {
      method: "POST",
      path: "/api/v1/data-source/{uuid}/delete",
      handle: forOne(sources, ({ uuid }) => json({ success: removeSource(uuid) })),
    },
    {
      method: "POST",
      path: "/api/v1/data-sources/delete",
      handle: (request) => {
        const uuids = uuidsOf(request);
        const removed = uuids.filter(removeSource);
        return json({ success: uuids.length > 0 && removed.length === uuids.length });
      },
    },
    {
      method: "GET",
      path: "/api/v1/chatbot/{uuid}/source-tags",
      handle: forChatbot((chatbot) => json(membersOf(tags, chatbot))),
    },
    {
      method: "POST",
      path: "/api/v1/chatbot/{uuid}/source-tag/create",
      handle: forChatbot((chatbot, request) => {
        const { name, color, data_source_uuids = [] } = bodyOf(request);
        if (!isText(name) || !isText(color)) return refuse(400, "name and color are required");
        return json(store.add(tags, chatbot, { name, color, data_source_uuids }).members);
      }),
    },
    {
      method: "POST",
      path: "/api/v1/source-tag/{uuid}/update",
      handle: forOne(tags, (tag, body) =>
        change(tag, only(body, ["name", "color", "data_source_uuids"])),
      ),
    },
    { method: "DELETE", path: "/api/v1/source-tag/{uuid}/delete", handle: remove(tags) },
  ];
}

function retrain(source: StoredResource | undefined, uuid: string): unknown {
  if (source?.members["type"] !== "link") return { uuid, error: "invalid data source" };
  source.members["status"] = "queued";
  return { uuid, status: "restarted scraping" };
}

function membersOf(all: ReadonlyMap<string, StoredResource>, chatbot: StoredChatbot) {
  return ofChatbot(all, chatbot).map(({ members }) => members);
}

function uuidsOf(request: SimulatedRequest): readonly string[] {
  const { uuids } = bodyOf(request);
  return Array.isArray(uuids) ? uuids.filter((uuid) => typeof uuid === "string") : [];
}

function only(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
