import type {
  SimulatedRequest,
  SimulatedResponse,
  SimulatedRoute,
  SimulationContext,
} from "../../../core/simulation.ts";
import { bodyOf, type ForBot, textIn } from "./requests.ts";
import type { Store } from "./store.ts";
import { json, refuse, shortTime, type StoredBot, type StoredDocument } from "./wire.ts";

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A file on its way: prepared, then put, then announced. */
interface Upload {
  readonly botId: string;
  readonly filename: string;
  readonly path: string;
  text?: string;
}

/** An answer without a body, or with text that is no JSON. */
function plain(status: number, headers: Readonly<Record<string, string>>, text = "") {
  return { status, headers, format: "text", body: [text] } as const;
}

/** One JSON document that is declared as plain text (trap 3). */
function declaredAsText(body: unknown): SimulatedResponse {
  return { ...json(body), headers: { "content-type": "text/plain; charset=utf-8" } };
}

/** The calls about the documents of knowledge bots, and about files on their way to them and back. */
export function documentRoutes(
  store: Store,
  forBot: ForBot,
  { now, randomText }: Pick<SimulationContext, "now" | "randomText">,
): readonly SimulatedRoute[] {
  /** By the last part of their addresses. */
  const prepared = new Map<string, Upload>();
  const downloads = new Map<string, StoredDocument>();
  /** By their paths. */
  const put = new Map<string, Upload>();

  const forDocument =
    (
      handle: (bot: StoredBot, one: StoredDocument, request: SimulatedRequest) => SimulatedResponse,
    ): SimulatedRoute["handle"] =>
    (request) => {
      for (const bot of store.bots) {
        const one = bot.documents.find(({ id }) => id === request.parameter("id"));
        if (one) return handle(bot, one, request);
      }
      return refuse(404);
    };

  const prepare = forBot((bot, request) => {
    const names: unknown = bodyOf(request)?.["filenames"];
    if (!Array.isArray(names) || names.length === 0) return refuse(400, "filenames is required");
    const uploads = names.map((name) => {
      const token = randomText(letters, 32);
      const upload = { botId: bot.id, filename: String(name), path: `uploads/${bot.id}/${token}` };
      prepared.set(token, upload);
      const origin = `http://${request.headers["host"] ?? ""}`;
      return {
        filename: upload.filename,
        signedUrl: `${origin}/upload/${token}`,
        path: upload.path,
      };
    });
    return json({ uploads });
  });

  const receive = (request: SimulatedRequest): SimulatedResponse => {
    const token = request.parameter("token");
    const upload = prepared.get(token);
    if (!upload) return plain(403, { "content-type": "application/xml" }, "<Error/>");
    // The address is good for one file only.
    prepared.delete(token);
    upload.text = new TextDecoder().decode(request.body);
    put.set(upload.path, upload);
    return plain(200, {});
  };

  const announce = forBot((bot, request) => {
    const body = bodyOf(request);
    const name = textIn(body, "filename");
    const upload = put.get(textIn(body, "path") ?? "");
    if (name === undefined || upload?.text === undefined || upload.botId !== bot.id)
      return refuse(400, "Nothing was uploaded to this path");
    put.delete(upload.path);
    const document: StoredDocument = {
      id: store.newId("doc_"),
      name,
      status: "PROCESSING",
      userMetadata: body?.["user_metadata"] ?? null,
      createdAt: now(),
      fileName: name,
      text: upload.text,
    };
    bot.documents.push(document);
    return declaredAsText({
      id: document.id,
      knowledge_base_id: bot.id,
      name,
      path: upload.path,
      status: document.status,
      last_parsed_page: 0,
      created_at: shortTime(document.createdAt),
      updated_at: shortTime(document.createdAt),
    });
  });

  const update = forDocument((bot, one, request) => {
    const body = bodyOf(request);
    if (!body || ("name" in body && textIn(body, "name") === undefined)) return refuse(400);
    one.name = textIn(body, "name") ?? one.name;
    if ("user_metadata" in body) one.userMetadata = body["user_metadata"];
    const { id, name, status, userMetadata } = one;
    return declaredAsText({
      id,
      knowledge_bot_id: bot.id,
      name,
      status,
      user_metadata: userMetadata,
    });
  });

  const remove = forDocument((bot, one) => {
    bot.documents.splice(bot.documents.indexOf(one), 1);
    bot.bot.forget(one.fileName);
    return json({});
  });

  const redirect = forDocument((_bot, one) => {
    const token = randomText(letters, 32);
    downloads.set(token, one);
    return plain(302, { location: `/files/${token}` });
  });

  const deliver = (request: SimulatedRequest): SimulatedResponse => {
    const one = downloads.get(request.parameter("token"));
    if (!one) return refuse(404);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(one.name)}`;
    const headers = {
      "content-type": "application/octet-stream",
      "content-disposition": disposition,
    };
    return plain(200, headers, one.text);
  };

  const bot = "/api/knowledge-bots/{id}";
  return [
    { method: "POST", path: `${bot}/prepare-upload`, handle: prepare },
    { method: "PUT", path: "/upload/{token}", isSigned: true, handle: receive },
    { method: "POST", path: `${bot}/documents`, handle: announce },
    { method: "PUT", path: "/api/documents/{id}", handle: update },
    { method: "DELETE", path: "/api/documents/{id}", handle: remove },
    { method: "GET", path: "/api/documents/{id}/download", handle: redirect },
    // Not signed: inside one origin a redirect keeps the key.
    { method: "GET", path: "/files/{token}", handle: deliver },
  ];
}
