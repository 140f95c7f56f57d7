import { fallback, type InferOutput, looseObject, nullish } from "valibot";
import { ChatError } from "../../../../core/errors.ts";
import type { HttpClient } from "../../../../core/http/client.ts";
import { path } from "../../../../core/http/path.ts";
import type { Resource } from "../../../../core/resources.ts";
import { anyId, listOf, time } from "../../../../core/wire/schema.ts";
import { open, text } from "../../wire.ts";
import { pageOf, pageSize, readPages } from "../pages.ts";
import { detailSchema } from "../wire.ts";

/** A document (2.4). Its type, source and status are open lists. */
export const documentSchema = looseObject({
  id: anyId,
  name: text,
  externalId: text,
  type: text,
  source: text,
  status: text,
  error: text,
  createdAt: time,
});

/** A document as read. */
export type WireDocument = InferOutput<typeof documentSchema>;

const documentsPage = pageOf("documents", documentSchema);

/** One document as a change of it gives it (7.4). */
export const changedDocumentSchema = looseObject({ document: documentSchema });

/** One document, with its text where that was asked for (7.3). */
export const oneDocumentSchema = looseObject({
  document: detailSchema,
  content: fallback(nullish(looseObject({ rawText: text, parsedText: text })), undefined),
});

/** What adding something gives (section 8): each document can have failed by itself (trap 10). */
export const addedSchema = looseObject({
  documents: fallback(
    nullish(listOf(looseObject({ id: anyId, status: text, error: text }))),
    undefined,
  ),
  requested: open,
  effective: open,
});

/** All documents of a chatbot (7.1). */
export async function readDocuments(
  http: HttpClient,
  chatbotId: string,
  signal: AbortSignal,
): Promise<readonly WireDocument[]> {
  const list = {
    path: path`/api/v2/chatbots/${chatbotId}/documents`,
    query: { limit: pageSize },
    page: documentsPage,
    idOf: ({ id }: WireDocument) => id,
  };
  return readPages(http, list, signal);
}

/** A document as the list shows it. */
export function toDocumentResource(document: WireDocument): Resource {
  const { id, name, externalId, status, error } = document;
  const state = stateOf(document);
  const detail = error || (state && status);
  return {
    id,
    title: name || externalId || id,
    ...(name && { fileName: name }),
    ...(detail && { detail }),
    ...(state && { state }),
  };
}

/** Why a document was not taken although the call succeeded (trap 10); undefined when it was. */
export function complaintAbout({
  status,
  error,
}: Pick<WireDocument, "status" | "error">): string | undefined {
  if (error) return error;
  return status?.toUpperCase() === "FAILED" ? status : undefined;
}

/** Throws `rejected` for a document that was not taken although the call succeeded (trap 10). */
export function refuseFailed(document: Pick<WireDocument, "id" | "status" | "error">): void {
  const complaint = complaintAbout(document);
  if (complaint !== undefined)
    throw new ChatError("rejected", `the document ${document.id} was not taken`, {
      serviceMessage: complaint,
    });
}

/** How statuses map to states is assumed (2.4). */
function stateOf(document: WireDocument): Resource["state"] {
  const { status } = document;
  if (complaintAbout(document) !== undefined) return "failed";
  return !status || status.toUpperCase() === "SUCCESS" ? undefined : "working";
}
