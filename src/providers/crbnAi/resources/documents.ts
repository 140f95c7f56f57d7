import { slugOf } from "../../../core/fileName.ts";
import { declareKind } from "../../../core/declareKind.ts";
import { ChatError } from "../../../core/errors.ts";
import { path } from "../../../core/http/path.ts";
import {
  changedMembers,
  type ResourceAddress,
  type ResourceValue,
  type ValueSchema,
} from "../../../core/resources.ts";
import { parseEmbeddedJson } from "../../../core/wire/json.ts";
import { pick, removeEach } from "../calls.ts";
import { isKnowledgeBot } from "../plainChats.ts";
import type { KindContext } from "./context.ts";
import { readDocuments, toDocumentResource } from "./documentWire.ts";
import { downloadAction } from "./download.ts";
import { anyMetadata, fixed, membersOf, objectMetadata } from "./members.ts";
import { upload } from "./upload.ts";

const schema: ValueSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "name"],
  properties: {
    id: fixed("string"),
    name: {
      type: "string",
      minLength: 1,
      markdownDescription: "The document name, shown in citations.",
    },
    user_metadata: {
      ...anyMetadata,
      markdownDescription: "Your own metadata, as JSON. Citations of the document include it.",
    },
    status: fixed("string"),
    created_at: fixed("string"),
  },
};

/** The service names no types and no limit (4.5.2), and expects videos; this is what Parley holds in memory. */
const uploads = { maxBytes: 200_000_000 };

/** What a knowledge bot answers from (4.5). */
export const documents = declareKind<KindContext>({
  id: "crbnai-documents",
  title: "Documents",
  group: "knowledge",
  isFor: isKnowledgeBot,
  uploads,
  schema,

  async list({ http }, { chatbotId }, signal) {
    return (await readDocuments(http, chatbotId, signal)).map(toDocumentResource);
  },

  read,

  creations: [
    {
      id: "document",
      label: "Document With Metadata",
      file: uploads,
      schema: {
        type: "object",
        additionalProperties: false,
        required: ["user_metadata"],
        properties: { user_metadata: objectMetadata },
      },
      async create(context, { chatbotId }, { user_metadata: metadata }, signal, file) {
        if (!file) throw new ChatError("bug", "there is no file to upload");
        const made = await upload(context, chatbotId, file, { signal }, metadata);
        await context.notes.writeText(noteOf(made.id), JSON.stringify(metadata));
        return made;
      },
    },
  ],

  /** Update Document (4.5.4). Its answer lacks some members, so the document is read again. */
  async update(context, address, { before, after }, signal) {
    const { http, notes } = context;
    const { id } = address;
    const json = changedMembers(before, after);
    await http.confirm({ method: "PUT", path: path`/api/documents/${id}`, json }, signal);
    if ("user_metadata" in json)
      await notes.writeText(noteOf(id), JSON.stringify(json["user_metadata"]));
    return read(context, address, signal);
  },

  /** Delete Document (4.5.6), one call for each. */
  async remove({ http }, _scope, ids, signal) {
    const paths = ids.map((id) => path`/api/documents/${id}`);
    await removeEach(http, paths, signal);
  },

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

  actions: [downloadAction],
});

async function read(
  { http, notes }: KindContext,
  { chatbotId, id }: ResourceAddress,
  signal: AbortSignal,
): Promise<ResourceValue> {
  const found = pick(await readDocuments(http, chatbotId, signal), id);
  if (found.user_metadata !== undefined) return membersOf(schema, found);
  const noted = parseEmbeddedJson(await notes.readText(noteOf(id)));
  return membersOf(schema, { ...found, user_metadata: noted });
}

/** The list of documents holds no metadata (4.4.3), so what was set here is noted. */
function noteOf(id: string): string {
  return `crbnai document ${id} user_metadata`;
}
