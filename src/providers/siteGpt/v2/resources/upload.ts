import { ChatError } from "../../../../core/errors.ts";
import { path } from "../../../../core/http/path.ts";
import type { Resource, UploadFile, UploadOptions } from "../../../../core/resources.ts";
import { parseTime } from "../../../../core/wire/time.ts";
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
  const { id, isQueued } = toCreated(name, await add(context, call, signal));
  onProgress?.(content.byteLength);
  if (!isQueued) return { id, title: name, fileName: name, state: "working" };
  const namesakes = (await readDocuments(context.http, chatbotId, signal))
    .filter((document) => document.name === name)
    .toSorted((a, b) => (parseTime(a.createdAt) ?? 0) - (parseTime(b.createdAt) ?? 0));
  const newest = namesakes.at(-1);
  if (!newest) throw new ChatError("bad-reply", `${call.path}: the document is not in the list`);
  return toDocumentResource(newest);
}
