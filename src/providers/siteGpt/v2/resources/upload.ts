import { path } from "../../../../core/http/path.ts";
import { findUploaded } from "../../../../core/knowledge/findUploaded.ts";
import type { Resource, UploadFile, UploadOptions } from "../../../../core/resources.ts";
import { add, toCreated } from "./adding.ts";
import { toBase64 } from "./base64.ts";
import type { KindContext } from "./context.ts";
import { readDocuments, toDocumentResource } from "./documentWire.ts";

/** Uploads a file inside JSON (8.6). Throws `rejected` when it was refused inside a success (trap 10). */
export async function upload(
  context: KindContext,
  chatbotId: string,
  { name, type, content }: UploadFile,
  { signal, onProgress }: UploadOptions,
): Promise<Resource> {
  const call = {
    method: "POST",
    path: path`/api/v2/chatbots/${chatbotId}/knowledge/files`,
    json: { files: [{ name, type, base64: toBase64(content) }] },
    // The service may look at the whole file before it says anything.
    timeouts: { headers: 120_000 },
  } as const;
  const since = context.clock.now();
  const { id, isQueued } = toCreated(name, await add(context, call, signal));
  onProgress?.(content.byteLength);
  if (!isQueued) return { id, title: name, fileName: name, state: "working" };
  const document = await findUploaded(
    { name, since },
    async () => readDocuments(context.http, chatbotId, signal),
    (one) => one,
    context.clock,
    signal,
  );
  return toDocumentResource(document);
}
