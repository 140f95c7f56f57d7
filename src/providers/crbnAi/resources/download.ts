import { webPageError } from "../../../core/http/acknowledgement.ts";
import type { ActionDeclaration } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import { declaresWebPage } from "../../../core/wire/html.ts";
import { isRecord, parseEmbeddedJson } from "../../../core/wire/json.ts";
import { pick } from "../calls.ts";
import type { KindContext } from "./context.ts";
import { readDocuments } from "./documentWire.ts";
import { fileNameIn } from "./fileName.ts";

const urlMembers = ["signedUrl", "signedURL", "url", "downloadUrl"];
/** An answer that is only an address is not longer than this, in bytes. */
const maxLinkBytes = 16 * 1024;

/**
 * Download Document (4.5.5): what it answers is undocumented. It may be the file, a redirect to it, or its address
 * as JSON, which is then the user's to open.
 */
export const downloadAction: ActionDeclaration<KindContext> = {
  id: "download",
  label: "Download…",
  async run({ http }, { chatbotId, id }, _input, signal) {
    const call = {
      method: "GET",
      path: path`/api/documents/${id}/download`,
      allowCrossOriginRedirect: true,
    } as const;
    const { headers, content } = await http.bytes(call, signal);
    const disposition = headers["content-disposition"];
    const url = disposition === undefined ? linkIn(content) : undefined;
    if (url !== undefined) return { kind: "link", url };
    const name = fileNameIn(disposition) ?? (await nameOf(http, chatbotId, id, signal));
    // A document may well be a page; one of another name and without a word from the service is a stranger's.
    if (disposition === undefined && declaresWebPage(headers) && !/\.x?html?$/i.test(name))
      throw webPageError(call.path);
    return { kind: "file", name, content };
  },
};

async function nameOf(
  http: HttpClient,
  chatbotId: string,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  return pick(await readDocuments(http, chatbotId, signal), id).name || id;
}

/** The content type would not tell (trap 3). */
function linkIn(content: Uint8Array): string | undefined {
  if (content.byteLength > maxLinkBytes) return undefined;
  const answer = parseEmbeddedJson(new TextDecoder().decode(content));
  if (!isRecord(answer)) return undefined;
  const urls = urlMembers.map((name) => answer[name]);
  return urls.find((url): url is string => typeof url === "string" && /^https?:\/\//.test(url));
}
