import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { SessionNotes } from "../../../core/provider.ts";
import {
  changedMembers,
  type ResourceKind,
  type ResourceValue,
  type ValueSchema,
} from "../../../core/resources.ts";
import { pick, removeEach } from "../calls.ts";
import { readDocuments, toDocumentResource } from "./documentWire.ts";
import { downloadAction } from "./download.ts";
import { slugOf } from "./fileName.ts";
import { anyMetadata, fixed, membersOf } from "./members.ts";
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

/** What a knowledge bot answers from (4.5). */
export function documents(
  http: HttpClient,
  notes: Pick<SessionNotes, "readText" | "writeText">,
): ResourceKind {
  /** The list of documents holds no metadata (4.4.3), so what was set here is noted. */
  const noteOf = (id: string): string => `crbnai document ${id} user_metadata`;

  async function read(chatbotId: string, id: string, signal: AbortSignal): Promise<ResourceValue> {
    const found = pick(await readDocuments(http, chatbotId, signal), id);
    if (found.user_metadata !== undefined) return membersOf(schema, found);
    const noted = await notes.readText(noteOf(id));
    return membersOf(schema, {
      ...found,
      ...(noted !== undefined && { user_metadata: JSON.parse(noted) as unknown }),
    });
  }

  return {
    id: "crbnai-documents",
    schema,

    async list({ chatbotId }, signal) {
      return (await readDocuments(http, chatbotId, signal)).map(toDocumentResource);
    },

    async read({ chatbotId, id }, signal) {
      return read(chatbotId, id, signal);
    },

    /** Update Document (4.5.4). Its answer lacks some members, so the document is read again. */
    async update({ chatbotId, id }, { before, after }, signal) {
      const json = changedMembers(before, after);
      await http.confirm({ method: "PUT", path: path`/api/documents/${id}`, json }, signal);
      if ("user_metadata" in json)
        await notes.writeText(noteOf(id), JSON.stringify(json["user_metadata"]));
      return read(chatbotId, id, signal);
    },

    /** Delete Document (4.5.6), one call for each. */
    async remove(_scope, ids, signal) {
      const paths = ids.map((id) => path`/api/documents/${id}`);
      await removeEach(http, paths, signal);
    },

    async upload({ chatbotId }, file, options) {
      return { resource: await upload(http, chatbotId, file, options) };
    },

    /** The service takes no answers by themselves, so each becomes a small document. */
    async teach({ chatbotId }, { question, answer }, signal) {
      const file = {
        name: `${slugOf(question)}.md`,
        type: "text/markdown",
        content: new TextEncoder().encode(`# ${question}\n\n${answer}\n`),
      };
      return upload(http, chatbotId, file, { signal });
    },

    actions: [downloadAction(http)],
  };
}
