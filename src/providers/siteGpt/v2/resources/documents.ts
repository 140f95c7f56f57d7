import { slugOf } from "../../../../core/fileName.ts";
import { fallback, looseObject, number, optional } from "valibot";
import { ChatError } from "../../../../core/errors.ts";
import { declareKind } from "../../../../core/declareKind.ts";
import { itemResults } from "../../../../core/knowledge/itemResults.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type ResourceAddress,
  type ResourceValue,
} from "../../../../core/resources.ts";
import { parse } from "../../../../core/wire/schema.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { confirm, confirmed, read } from "../calls.ts";
import { add, toItems } from "./adding.ts";
import type { KindContext } from "./context.ts";
import { documentCreations } from "./documentCreations.ts";
import {
  changedDocumentSchema,
  oneDocumentSchema,
  readDocuments,
  refuseFailed,
  toDocumentResource,
} from "./documentWire.ts";
import { resync } from "./resync.ts";
import { upload } from "./upload.ts";

/** How many addresses one call takes (8.1). */
const maxUrls = 1000;
/** The most characters of a text that the service gives (7.3). */
const maxContentLength = 500_000;

/** How many documents are gone, where that is told (7.5, 7.6). */
const deletedSchema = fallback(
  looseObject({ data: looseObject({ itemsDeleted: fallback(optional(number()), undefined) }) }),
  { data: {} },
);

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  name: fixed("string"),
  content: {
    type: "string",
    contentMediaType: "text/markdown",
    markdownDescription:
      "The text that the chatbot has learned. Missing where it is too long to be changed here. A resync of a web page replaces what you change.",
  },
  type: fixed("string"),
  source: fixed("string"),
  status: fixed("string"),
  error: fixed("string"),
  externalId: fixed("string"),
  metadata: fixed("object"),
  lastSyncedAt: fixed("string"),
  createdAt: fixed("string"),
};

/** What a chatbot answers from (sections 7 and 8). */
export const documents = declareKind<KindContext>({
  id: "sitegpt-v2-documents",
  title: "Documents",
  group: "knowledge",
  // The service names no types and no limit (8.6); this is what Parley sends in one JSON document.
  uploads: { maxBytes: 20_000_000 },
  schema: valueSchema(properties, ["id"]),

  async list({ http }, { chatbotId }, signal) {
    return (await readDocuments(http, chatbotId, signal)).map(toDocumentResource);
  },

  read: readValue,

  creations: documentCreations,

  /** Replaces the text (7.4). Throws `too-large` for one of which only a part was read. */
  async update(context, address, { before, after }, signal) {
    const json = changedMembers(before, after);
    if (before["content"] === undefined && (await readText(context, address, signal)).isCut)
      throw new ChatError("too-large", `the text of ${address.id} is too long to be replaced`);
    const call = { method: "PATCH", path: pathOf(address), json } as const;
    refuseFailed((await read(context.http, changedDocumentSchema, call, signal)).document);
    return readValue(context, address, signal);
  },

  /**
   * One by itself (7.5), several in one call (7.6), each confirmed in its own way (trap 9). The service counts what it
   * has deleted, and does not say which.
   */
  async remove({ http }, { chatbotId }, ids, signal) {
    const [id = "", ...others] = ids;
    const call =
      others.length === 0
        ? ({ method: "DELETE", path: pathOf({ chatbotId, id }), query: confirmed } as const)
        : ({
            method: "POST",
            path: path`/api/v2/chatbots/${chatbotId}/documents/delete`,
            query: confirmed,
            json: { documentIds: ids, confirm: true },
          } as const);
    const { data } = parse(deletedSchema, await confirm(http, call, signal), call.path);
    const count = data.itemsDeleted ?? ids.length;
    if (count < ids.length)
      throw new ChatError("not-found", `${call.path}: ${count} of ${ids.length} were deleted`);
  },

  retrain: resync,

  async upload(context, { chatbotId }, file, options) {
    return { resource: await upload(context, chatbotId, file, options) };
  },

  /** The service takes no answers by themselves, so each becomes a small document. */
  async teach(context, { chatbotId }, { question, answer }, signal) {
    const file = {
      name: `${slugOf(question)}.md`,
      type: "text/markdown",
      content: new TextEncoder().encode(`# ${question}\n\n${answer}\n`),
    };
    return upload(context, chatbotId, file, { signal });
  },

  /** Add links (8.1). */
  async addUrls(context, { chatbotId }, urls, signal) {
    const addSome = async (some: readonly string[]) => {
      const at = path`/api/v2/chatbots/${chatbotId}/knowledge/links`;
      const call = { method: "POST", path: at, json: { urls: some } } as const;
      return toItems(some, (await add(context, call, signal)).complaints);
    };
    return itemResults(urls, maxUrls, addSome, signal);
  },
});

/** A document with its text (7.3). A text that was cut off is left out: saving it would lose the rest. */
async function readValue(
  context: KindContext,
  address: ResourceAddress,
  signal: AbortSignal,
): Promise<ResourceValue> {
  const { document, text, isCut } = await readText(context, address, signal);
  return membersOf({ ...document, ...(!isCut && { content: text }) }, properties);
}

async function readText({ http }: KindContext, address: ResourceAddress, signal: AbortSignal) {
  const call = {
    method: "GET",
    path: pathOf(address),
    query: { includeContent: "true", maxContentChars: maxContentLength },
  } as const;
  const { document, content } = await read(http, oneDocumentSchema, call, signal);
  const text = content?.rawText ?? content?.parsedText ?? undefined;
  // In UTF-16 units there are at least as many as in characters, whichever of the two the service counts.
  return { document, text, isCut: text !== undefined && text.length >= maxContentLength };
}

function pathOf({ chatbotId, id }: ResourceAddress): string {
  return path`/api/v2/chatbots/${chatbotId}/documents/${id}`;
}
