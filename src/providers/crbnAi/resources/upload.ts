import { array, looseObject, safeParse, string } from "valibot";
import { ChatError } from "../../../core/errors.ts";
import { refusal, webPageError } from "../../../core/http/acknowledgement.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { findUploaded } from "../../../core/knowledge/findUploaded.ts";
import type { Resource, UploadFile, UploadOptions } from "../../../core/resources.ts";
import { isWebPage } from "../../../core/wire/html.ts";
import { parseEmbeddedJson } from "../../../core/wire/json.ts";
import { isRefusal } from "../../../core/wire/refusal.ts";
import { text } from "../wire.ts";
import type { KindContext } from "./context.ts";
import { documentSchema, readDocuments, toDocumentResource } from "./documentWire.ts";

/** Where files are to be put (4.5.1). The docs spell the address in two ways (trap 16). */
const preparedSchema = looseObject({
  uploads: array(looseObject({ filename: text, signedUrl: text, signedURL: text, path: string() })),
});

/** Addresses last for one try and not for long, so after a failure there is one more with a new address (4.5.2). */
const maxTries = 2;

/** Uploads a file: prepare, put, announce (4.5, trap 23). @param metadata attached to the document, if there is some */
export async function upload(
  context: KindContext,
  botId: string,
  file: UploadFile,
  options: UploadOptions,
  metadata?: unknown,
): Promise<Resource> {
  const json = {
    path: await put(context.http, botId, file, options),
    filename: file.name,
    ...(metadata !== undefined && { user_metadata: metadata }),
  };
  return await announce(context, botId, json, options.signal);
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

/** Add Document to Knowledge Bot (4.5.3); what the service says under a 2xx may be no JSON, or nothing. */
async function announce(
  { http, clock }: KindContext,
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
  const since = clock.now();
  const { headers, content } = await http.bytes(call, signal);
  const said = new TextDecoder().decode(content);
  if (isWebPage(said, headers)) throw webPageError(call.path);
  const body = parseEmbeddedJson(said);
  if (isRefusal(body)) throw refusal(200, body, call.path);
  const answer = safeParse(documentSchema, body);
  if (answer.success)
    return toDocumentResource({ ...answer.output, name: answer.output.name ?? filename });
  const document = await findUploaded(
    { name: filename, since },
    async () => readDocuments(http, botId, signal),
    ({ name, created_at: createdAt }) => ({ name, createdAt }),
    clock,
    signal,
  );
  return toDocumentResource(document);
}
