import type { LearnedDocument, SimulationContext } from "../../../core/simulation.ts";
import { type StoredChatbot, wholeSeconds } from "./wire.ts";

const hexDigits = "0123456789abcdef";
/** What becomes of a new data source, a step each time somebody looks. */
const steps = ["queued", "running", "embedding", "success"];

/** An agent, a data source or a tag as the service stores it. */
export interface StoredResource {
  readonly uuid: string;
  readonly chatbot: StoredChatbot;
  readonly members: Record<string, unknown>;
  /** What the chatbot knows once it is trained. */
  readonly learned?: LearnedDocument;
}

/** What the simulated service knows of agents, data sources and tags, each by uuid. */
export interface ResourceStore {
  readonly agents: Map<string, StoredResource>;
  readonly sources: Map<string, StoredResource>;
  readonly tags: Map<string, StoredResource>;
  /** Stores something new and gives it a uuid and times. */
  add(
    into: Map<string, StoredResource>,
    chatbot: StoredChatbot,
    members: Readonly<Record<string, unknown>>,
    learned?: LearnedDocument,
  ): StoredResource;
  /** Every chatbot starts with one agent that works (section 3). */
  addDefaultAgent(chatbot: StoredChatbot): void;
  /** All data sources of a chatbot; those that are not ready are one step further next time. */
  watchSources(chatbot: StoredChatbot): readonly unknown[];
}

/** What every agent has, whatever its type. */
export const newAgent = { description: "", prompt: "", enabled: 0, meta: {} };

/** What a data source has from the start. */
export const newSource = { file_size: 2048, tokens: "512", status: "queued", meta_json: "{}" };

/** Makes the store of one run: a default agent for each chatbot, and the documents it was trained on. */
export function createResourceStore(
  context: SimulationContext,
  chatbots: readonly StoredChatbot[],
): ResourceStore {
  const agents = new Map<string, StoredResource>();
  const sources = new Map<string, StoredResource>();
  const tags = new Map<string, StoredResource>();

  const add: ResourceStore["add"] = (into, chatbot, given, learned) => {
    const time = wholeSeconds(context.now());
    const uuid = context.randomText(hexDigits, 32);
    const members = { uuid, created_at: time, modified_at: time, ...given };
    const stored = { uuid: members.uuid, chatbot, members, ...(learned && { learned }) };
    into.set(stored.uuid, stored);
    return stored;
  };

  const addDefaultAgent: ResourceStore["addDefaultAgent"] = (chatbot) => {
    add(agents, chatbot, {
      ...newAgent,
      name: "General Q&A",
      type: "user-facing",
      description: "Answers questions about everything in the documents.",
      enabled: 1,
      meta: {
        model: "gpt-4o-mini-16k",
        temperature: 0,
        bias: -10,
        stickness: 0.2,
        tags: [],
        use_all_sources: true,
      },
      data_source_uuids: [],
      tool_functions: [],
      variables: [],
    });
  };

  for (const chatbot of chatbots) {
    addDefaultAgent(chatbot);
    for (const { title, fileName, url } of chatbot.bot.documents) {
      const isFile = fileName.endsWith(".pdf");
      add(sources, chatbot, {
        ...newSource,
        uuid: context.stableText(`data source ${fileName}`, hexDigits, 32),
        title,
        file_name: isFile ? fileName : url,
        type: isFile ? "upload" : "link",
        status: "success",
      });
    }
  }

  return {
    agents,
    sources,
    tags,
    add,
    addDefaultAgent,
    watchSources: (chatbot) =>
      ofChatbot(sources, chatbot).map(({ members, learned }) => {
        const shown = { ...members };
        const step = steps.indexOf(String(members["status"]));
        if (step >= 0) members["status"] = steps[step + 1] ?? "success";
        if (learned && members["status"] === "success") chatbot.bot.learn(learned);
        return shown;
      }),
  };
}

/** What belongs to one chatbot, oldest first. */
export function ofChatbot(
  all: ReadonlyMap<string, StoredResource>,
  chatbot: StoredChatbot,
): readonly StoredResource[] {
  return [...all.values()].filter((one) => one.chatbot === chatbot);
}
