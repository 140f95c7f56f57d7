import type { SimulatedResponse, SimulatedRoute } from "../../../core/simulation.ts";
import { type Body, bodyOf, botPath, type ForChatbot } from "./requests.ts";
import { complaintAbout, ruled, type Rules } from "./rules.ts";
import { type Item, type Lists, refuse, type StoredChatbot, succeed } from "./wire.ts";

/** One of the lists of a chatbot, as its calls treat it. */
interface Collection {
  readonly list: keyof Lists;
  /** By path below the chatbot from which it is read: the key of the list. */
  readonly keys: Readonly<Record<string, string>>;
  readonly writesTo: string;
  /** Around a single one; without it, one comes bare and adding tells no id. */
  readonly wrapper?: string;
  readonly rules: Rules;
  readonly required: readonly string[];
  readonly defaults?: Body;
  /** A number that adding takes as text. */
  readonly textOnAdd?: string;
  readonly assigns?: (chatbot: StoredChatbot, id: string) => void;
}

const texts = { title: "text", description: "text" } as const;
const instructions = {
  title: "text",
  description: "text or null",
  instructions: "text or null",
} as const;

const collections: readonly Collection[] = [
  {
    list: "personas",
    keys: { "settings/personas": "personas" },
    writesTo: "settings/personas",
    wrapper: "persona",
    rules: instructions,
    required: ["title", "description", "instructions"],
    // Which persona is active is not shown anywhere.
    assigns: () => undefined,
  },
  {
    list: "prompts",
    keys: { "settings/prompts": "prompts" },
    writesTo: "settings/prompts",
    wrapper: "prompt",
    rules: { ...instructions, temperature: "share" },
    required: ["title", "description", "instructions", "temperature"],
    textOnAdd: "temperature",
    assigns: ({ settings }, id) => {
      settings["promptId"] = id;
    },
  },
  {
    list: "followUps",
    keys: { "follow-up-prompts": "followUpPrompts" },
    writesTo: "follow-up-prompts",
    rules: { ...texts, link: "text or null", isEscalationPrompt: "flag" },
    required: ["title", "description"],
    defaults: { isEscalationPrompt: false },
  },
  {
    list: "starters",
    keys: { "quick-prompts": "prompts", "conversation-starters": "conversationStarters" },
    writesTo: "conversation-starters",
    rules: { ...texts, link: "text or null" },
    required: ["title", "description"],
    defaults: { link: null },
  },
];

/** The calls about personas, prompts, follow-up prompts and starters. */
export function collectionRoutes(
  forChatbot: ForChatbot,
  newId: () => string,
): readonly SimulatedRoute[] {
  return collections.flatMap((collection) => routesOf(collection, forChatbot, newId));
}

function routesOf(
  { list, keys, writesTo, wrapper, rules, required, defaults, textOnAdd, assigns }: Collection,
  forChatbot: ForChatbot,
  newId: () => string,
): readonly SimulatedRoute[] {
  const forOne = (handle: (item: Item, items: Item[], body: Body) => SimulatedResponse) =>
    forChatbot(({ lists }, request) => {
      const items = lists[list];
      const item = items.find(({ id }) => id === request.parameter("id"));
      return item ? handle(item, items, bodyOf(request)) : refuse(404);
    });
  const wrapped = (item: unknown): unknown => (wrapper === undefined ? item : { [wrapper]: item });

  return [
    ...Object.entries(keys).flatMap(([segment, key]): SimulatedRoute[] => [
      {
        method: "GET",
        path: `${botPath}/${segment}`,
        handle: forChatbot(({ lists }) => succeed("Fetched successfully", { [key]: lists[list] })),
      },
      {
        method: "GET",
        path: `${botPath}/${segment}/{id}`,
        handle: forOne((item) => succeed("Fetched successfully", wrapped(item))),
      },
    ]),
    {
      method: "POST",
      path: `${botPath}/${writesTo}`,
      handle: forChatbot(({ lists }, request) => {
        const body = bodyOf(request);
        const asText: Rules = textOnAdd === undefined ? {} : { [textOnAdd]: "text" };
        const complaint = complaintAbout(body, { ...rules, ...asText }, required);
        if (complaint) return complaint;
        const numbers = Object.keys(asText).map((name) => [name, Number(body[name])] as const);
        const given = { ...ruled(body, rules), ...Object.fromEntries(numbers) };
        const misfit = complaintAbout(given, rules);
        if (misfit) return misfit;
        const item = { id: newId(), ...defaults, ...given };
        lists[list].push(item);
        return succeed("Added successfully", wrapper === undefined ? {} : wrapped(item));
      }),
    },
    {
      method: "PATCH",
      path: `${botPath}/${writesTo}/{id}`,
      handle: forOne((item, _items, body) => {
        const complaint = complaintAbout(body, rules);
        if (complaint) return complaint;
        Object.assign(item, ruled(body, rules));
        return succeed("Updated successfully", wrapper === undefined ? {} : wrapped(item));
      }),
    },
    {
      method: "DELETE",
      path: `${botPath}/${writesTo}/{id}`,
      handle: forOne((item, items) => {
        items.splice(items.indexOf(item), 1);
        return succeed("Deleted successfully", wrapper === undefined ? {} : null);
      }),
    },
    ...(assigns
      ? [
          {
            method: "POST",
            path: `${botPath}/${writesTo}/{id}/assign`,
            handle: forChatbot((chatbot, request) => {
              const id = request.parameter("id");
              if (!chatbot.lists[list].some((item) => item.id === id)) return refuse(404);
              assigns(chatbot, id);
              return succeed("Assigned successfully", null);
            }),
          } as const,
        ]
      : []),
  ];
}
