import { looseObject } from "valibot";
import { anyId, listOf } from "../../../core/wire/schema.ts";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { itemResults } from "../../../core/knowledge/itemResults.ts";
import { changedMembers, type Resource, type ResourceValue } from "../../../core/resources.ts";
import { isRecord, parseEmbeddedJson } from "../../../core/wire/json.ts";
import { pick } from "../calls.ts";
import { text } from "../wire.ts";
import type { KindContext } from "./context.ts";
import {
  answerCreation,
  fileCreation,
  fileLimits,
  uploadCall,
  urlCreation,
} from "./sourceCreations.ts";
import { sourceSchema, type WireSource } from "./sourceWire.ts";

/** One element of the answer to retrain (2.6); no data source. */
const retrainedSchema = looseObject({ uuid: anyId, error: text });

const fixed = (type: string) =>
  ({ type, readOnly: true, markdownDescription: "Read-only." }) as const;

const answers = answerCreation(toResource);
const pages = urlCreation(toResource);

/** What a chatbot was trained on. */
export const dataSources = declareKind<KindContext>({
  id: "data-sources",
  title: "Data Sources",
  group: "knowledge",
  uploads: { ...fileLimits, textExtension: "txt" },
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["uuid", "title"],
    properties: {
      uuid: fixed("string"),
      title: {
        type: "string",
        minLength: 1,
        markdownDescription: "The title shown in citations. Nothing else can be changed.",
      },
      type: fixed("string"),
      status: fixed("string"),
      file_name: fixed("string"),
      file_size: fixed("number"),
      tokens: fixed("number"),
      question: fixed("string"),
      answer: fixed("string"),
      reference_source_link: fixed("string"),
    },
  },

  async list({ http }, { chatbotId }, signal) {
    return (await listAll(http, chatbotId, signal)).map(toResource);
  },

  async read({ http }, { chatbotId, id }, signal) {
    return toValue(pick(await listAll(http, chatbotId, signal), id));
  },

  creations: [answers, pages, fileCreation(toResource)],

  /** Update source (4.21). */
  async update({ http }, { id }, { before, after }, signal) {
    const call = {
      method: "POST",
      path: path`/api/v1/data-source/${id}/update`,
      json: changedMembers(before, after),
    } as const;
    return toValue(await http.json(sourceSchema, call, signal));
  },

  /** Delete source (4.24), or delete multiple sources (4.25). */
  async remove({ http }, _scope, ids, signal) {
    const [first = "", ...others] = ids;
    const call =
      others.length === 0
        ? { path: path`/api/v1/data-source/${first}/delete` }
        : { path: "/api/v1/data-sources/delete", json: { uuids: ids } };
    await http.confirm({ method: "POST", ...call }, signal);
  },

  async upload({ http }, { chatbotId }, file, { signal, onProgress }) {
    const call = uploadCall(chatbotId, [{ name: "file", value: file }], onProgress);
    const { status, value } = await http.answer(sourceSchema, call, signal);
    return { resource: toResource(value), ...(status === 409 && { isDuplicate: true }) };
  },

  async addUrls(context, { chatbotId }, urls, signal) {
    const add = async ([url = ""]: readonly string[]) => {
      await pages.create(context, { chatbotId }, { url }, signal);
      return [{ id: url }];
    };
    return itemResults(urls, 1, add, signal);
  },

  async teach(context, scope, lesson, signal) {
    return answers.create(context, scope, lesson, signal);
  },

  /** Retrain sources (4.23): good and bad ones mixed under one 200 (trap 16). */
  async retrain({ http }, _scope, ids, signal) {
    const call = {
      method: "POST",
      path: "/api/v1/data-sources/url/re-scrape",
      json: { uuids: ids },
    } as const;
    const results = await http.json(listOf(retrainedSchema), call, signal);
    return results.map(({ uuid, error }) => ({ id: uuid, ...(error && { error }) }));
  },
});

/** Fetch list of sources (4.22). */
async function listAll(http: HttpClient, chatbotId: string, signal: AbortSignal) {
  const call = { method: "GET", path: path`/api/v1/chatbot/${chatbotId}/data-sources` } as const;
  return http.json(listOf(sourceSchema), call, signal);
}

function toResource(source: WireSource): Resource {
  const { uuid, title, file_name, status } = source;
  const state = stateOf(status);
  return {
    id: uuid,
    title: title || file_name || uuid,
    ...(file_name !== undefined && { fileName: file_name }),
    ...(status !== undefined && state && { detail: status }),
    ...(state && { state }),
  };
}

/** An unknown status counts as one on the way (trap 14). */
function stateOf(status: string | undefined): Resource["state"] {
  if (!status || status === "success") return undefined;
  return status === "fail" || status.startsWith("error") ? "failed" : "working";
}

function toValue(source: WireSource): ResourceValue {
  const { uuid, title = "", type, status, file_name, file_size, tokens } = source;
  const meta = parseEmbeddedJson(source.meta_json);
  const { question, answer, reference_source_link } = isRecord(meta) ? meta : {};
  const members = {
    uuid,
    title,
    type,
    status,
    file_name,
    file_size,
    tokens,
    question,
    answer,
    reference_source_link,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
