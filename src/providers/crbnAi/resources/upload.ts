import { array, looseObject, safeParse, string } from "valibot";
import { ChatError } from "../../../core/errors.ts";
import { webPageError } from "../../../core/http/acknowledgement.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { Resource, UploadFile, UploadOptions } from "../../../core/resources.ts";
import { isWebPage } from "../../../core/wire/html.ts";
import { parseEmbeddedJson } from "../../../core/wire/json.ts";
import { parseTime } from "../../../core/wire/time.ts";
import { text } from "../wire.ts";
import { documentSchema, readDocuments, toDocumentResource } from "./documentWire.ts";

/** Where files are to be put (4.5.1). The docs spell the address in two ways (trap 16). */
const preparedSchema = looseObject({
  uploads: array(looseObject({ filename: text, signedUrl: text, signedURL: text, path: string() })),
});

/** Addresses last for one try and not for long, so after a failure there is one more with a new address (4.5.2). */
const maxTries = 2;

/** Uploads a file: prepare, put, announce (4.5, trap 23). @param metadata attached to the document, if there is some */
export async function upload(
  http: HttpClient,
  botId: string,
  file: UploadFile,
  options: UploadOptions,
  metadata?: unknown,
): Promise<Resource> {
  const json = {
    path: await put(http, botId, file, options),
    filename: file.name,
    ...(metadata !== undefined && { user_metadata: metadata }),
  };
  return await announce(http, botId, json, options.signal);
}

/** @returns where the service has stored the file */
async function put(
  http: HttpClient,
  botId: string,
  file: UploadFile,
  { signal, onProgress }: UploadOptions,
): Promise<string> {
  const type = file.type || "application/octet-stream";
  const body = { type, content: file.content, ...(onProgress && { onSent: onProgress }) };
  for (let tries = 1; ; tries += 1) {
    const place = await prepare(http, botId, file.name, signal);
    try {
      await http.uploadToSignedUrl(place.signedUrl, body, signal);
      return place.path;
    } catch (error) {
      if (signal.aborted || tries === maxTries) throw error;
    }
  }
}

/** Prepare Document Upload (4.5.1): the place with the file's name, or the only one there is. */
async function prepare(http: HttpClient, botId: string, name: string, signal: AbortSignal) {
  const call = {
    method: "POST",
    path: path`/api/knowledge-bots/${botId}/prepare-upload`,
    json: { filenames: [name] },
  } as const;
  const { uploads } = await http.json(preparedSchema, call, signal);
  const found = uploads.find(({ filename }) => filename === name) ?? uploads[0];
  const signedUrl = found?.signedUrl ?? found?.signedURL;
  if (!found || !signedUrl) throw new ChatError("bad-reply", `${call.path}: no upload address`);
  return { path: found.path, signedUrl };
}

/** Add Document to Knowledge Bot (4.5.3); whatever the service says under a 2xx, the document is there. */
async function announce(
  http: HttpClient,
  botId: string,
  json: { readonly path: string; readonly filename: string },
  signal: AbortSignal,
): Promise<Resource> {
  const { filename } = json;
  const call = {
    method: "POST",
    path: path`/api/knowledge-bots/${botId}/documents`,
    json,
  } as const;
  const { headers, content } = await http.bytes(call, signal);
  const said = new TextDecoder().decode(content);
  // An older document of this name would be taken for the new one.
  if (isWebPage(said, headers)) throw webPageError(call.path);
  const answer = safeParse(documentSchema, parseEmbeddedJson(said));
  if (answer.success)
    return toDocumentResource({ ...answer.output, name: answer.output.name ?? filename });
  const namesakes = (await readDocuments(http, botId, signal))
    .filter(({ name }) => name === filename)
    .toSorted((a, b) => (parseTime(a.created_at) ?? 0) - (parseTime(b.created_at) ?? 0));
  const newest = namesakes.at(-1);
  if (!newest) throw new ChatError("bad-reply", `${call.path}: the document is not in the list`);
  return toDocumentResource(newest);
}
