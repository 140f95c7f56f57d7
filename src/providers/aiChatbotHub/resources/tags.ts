import { fallback, looseObject, string, type InferOutput } from "valibot";
import { anyId, listOf } from "../../../core/wire/schema.ts";
import { declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type Resource,
  type ResourceValue,
} from "../../../core/resources.ts";
import { pick } from "../calls.ts";
import { idList } from "../wire.ts";
import type { KindContext } from "./context.ts";

/** A source tag (2.7). */
const wireSchema = looseObject({
  uuid: anyId,
  name: fallback(string(), ""),
  color: fallback(string(), ""),
  data_source_uuids: idList,
});

type WireTag = InferOutput<typeof wireSchema>;

const name: MemberSchema = {
  type: "string",
  minLength: 1,
  markdownDescription: "The name of the tag.",
};
const color: MemberSchema = {
  type: "string",
  pattern: "^#[0-9A-Fa-f]{6}$",
  markdownDescription: "A color such as `#088F8F`.",
};

/** Tags that group the data sources of a chatbot. */
export const tags = declareKind<KindContext>({
  id: "source-tags",
  title: "Source Tags",
  group: "knowledge",
  removeNote: "The data sources are kept.",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["uuid", "name", "color"],
    properties: {
      uuid: { type: "string", readOnly: true, markdownDescription: "Read-only." },
      name,
      color,
      data_source_uuids: {
        type: "array",
        items: { type: "string" },
        markdownDescription: "The data sources that have this tag. Replaces the existing list.",
      },
    },
  },

  async list({ http }, { chatbotId }, signal) {
    return (await listAll(http, chatbotId, signal)).map(toResource);
  },

  async read({ http }, { chatbotId, id }, signal) {
    return toValue(pick(await listAll(http, chatbotId, signal), id));
  },

  creations: [
    {
      id: "source-tag",
      label: "Source Tag",
      schema: {
        type: "object",
        additionalProperties: false,
        required: ["name", "color"],
        properties: { name, color },
      },
      /** Create source tag (4.26). */
      async create({ http }, { chatbotId }, value, signal) {
        const call = {
          method: "POST",
          path: path`/api/v1/chatbot/${chatbotId}/source-tag/create`,
          json: value,
        } as const;
        return toResource(await http.json(wireSchema, call, signal));
      },
    },
  ],

  /** Update source tag (4.28). */
  async update({ http }, { id }, { before, after }, signal) {
    const call = {
      method: "POST",
      path: path`/api/v1/source-tag/${id}/update`,
      json: changedMembers(before, after),
    } as const;
    return toValue(await http.json(wireSchema, call, signal));
  },

  /** Delete source tag (4.29), one call for each. */
  async remove({ http }, _scope, ids, signal) {
    for (const id of ids) {
      const call = { method: "DELETE", path: path`/api/v1/source-tag/${id}/delete` } as const;
      await http.confirm(call, signal);
    }
  },
});

/** Fetch all source tags (4.27). */
async function listAll(http: HttpClient, chatbotId: string, signal: AbortSignal) {
  const call = { method: "GET", path: path`/api/v1/chatbot/${chatbotId}/source-tags` } as const;
  return http.json(listOf(wireSchema), call, signal);
}

function toResource(tag: WireTag): Resource {
  return { id: tag.uuid, title: tag.name || tag.uuid, detail: tag.color };
}

function toValue(tag: WireTag): ResourceValue {
  const { uuid, data_source_uuids } = tag;
  return {
    uuid,
    name: tag.name,
    color: tag.color,
    ...(data_source_uuids && { data_source_uuids }),
  };
}
