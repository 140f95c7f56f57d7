import { fallback, looseObject, record, string, unknown } from "valibot";
import { ChatError } from "../../../core/errors.ts";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { itemResults } from "../../../core/knowledge/itemResults.ts";
import { path } from "../../../core/http/path.ts";
import type { Resource, ResourceValue } from "../../../core/resources.ts";
import { isRecord, parseEmbeddedJson } from "../../../core/wire/json.ts";
import { listOf, parse } from "../../../core/wire/schema.ts";
import { firstKnown, read } from "../calls.ts";
import type { KindContext } from "./context.ts";
import { hideHeaders } from "./hideText.ts";
import { linkCreations } from "./linkCreations.ts";
import { fixed, valueSchema } from "./members.ts";

/** How many addresses one call takes (8.1). */
const maxUrls = 1000;

const foundSchema = looseObject({ links: listOf(looseObject({ url: string() })) });
const queuedSchema = fallback(looseObject({ data: record(string(), unknown()) }), { data: {} });

/** The pages a chatbot is trained on: they can be added and are never listed (section 8). */
export const links = declareKind<KindContext>({
  id: "sitegpt-links",
  title: "Links",
  group: "knowledge",
  emptyNote: "SiteGPT does not list its links.",
  schema: valueSchema({
    url: fixed("string"),
    sourceType: fixed("string"),
    ingestJobId: fixed("string"),
    documentsQueued: fixed("integer"),
  }),

  async list() {
    return [];
  },

  async read({ notes }, { chatbotId, id }) {
    const known = parseEmbeddedJson(await notes.readText(noteName(chatbotId, id)));
    if (!isRecord(known)) throw new ChatError("not-found", "the service does not show its links");
    return known;
  },

  creations: linkCreations({
    async addSource({ http, notes }, { chatbotId }, source, signal) {
      hideHeaders(source.scrapeOptions);
      const { ingestJobId, documentsQueued } = await addContent(http, chatbotId, source, signal);
      return remember(notes, chatbotId, {
        url: source.config["url"],
        sourceType: source.sourceType,
        ...(typeof ingestJobId === "string" && { ingestJobId }),
        ...(typeof documentsQueued === "number" && { documentsQueued }),
      });
    },
    async addLink({ http, notes }, { chatbotId }, link, signal) {
      await addLinks(http, chatbotId, [link], signal);
      return remember(notes, chatbotId, { url: link["url"] });
    },
  }),

  async addUrls({ http }, { chatbotId }, urls, signal) {
    const add = async (some: readonly string[]) => {
      await firstKnown(["v1", "v0"], async (version) => {
        if (version === "v1") {
          const json = { sourceType: "URLS_LIST", config: { urls: some } };
          await addContent(http, chatbotId, json, signal);
        } else {
          const all = some.map((url) => ({ url }));
          await addLinks(http, chatbotId, all, signal);
        }
      });
      return some.map((id) => ({ id }));
    };
    return itemResults(urls, maxUrls, add, signal);
  },

  /** Discover the links of a site (8.3); its path is not below the chatbot (trap 22). */
  async findUrls({ http }, _scope, site, signal) {
    const call = {
      method: "GET",
      path: "/api/v0/fetch-links",
      query: { sourceUrl: site, sourceType: "WEBSITE" },
      // A whole site is looked through inside the call.
      timeouts: { headers: 120_000 },
    } as const;
    return (await read(http, foundSchema, call, signal)).links.map(({ url }) => url);
  },
});

/** Add content (8.2). */
async function addContent(http: HttpClient, chatbotId: string, json: unknown, signal: AbortSignal) {
  const call = { method: "POST", path: path`/api/v1/chatbots/${chatbotId}/links`, json } as const;
  return parse(queuedSchema, await http.confirm(call, signal), call.path).data;
}

/** Add URLs (8.1), which the service has announced to give up (trap 29). */
async function addLinks(
  http: HttpClient,
  chatbotId: string,
  all: readonly unknown[],
  signal: AbortSignal,
) {
  const call = { method: "POST", path: path`/api/v0/chatbots/${chatbotId}/links` } as const;
  await http.confirm({ ...call, json: { links: all } }, signal);
}

/** Writes down what was asked for, because the service does not return it. */
async function remember(
  notes: KindContext["notes"],
  chatbotId: string,
  value: ResourceValue,
): Promise<Resource> {
  const { ingestJobId, url } = value;
  const id = typeof ingestJobId === "string" ? ingestJobId : String(url);
  await notes.writeText(noteName(chatbotId, id), JSON.stringify(value));
  return { id, title: String(url) };
}

function noteName(chatbotId: string, id: string): string {
  return `sitegpt-links ${chatbotId} ${id}`;
}
