import type { SimulatedResponse, SimulatedRoute } from "../../../../core/simulation.ts";
import { type Body, bodyOf, textIn } from "../requests.ts";
import type { Store } from "../store.ts";
import type { StoredChatbot } from "../wire.ts";
import { invalid, page, refuse, succeed, textsIn } from "./answers.ts";
import { botPath, type ForChatbot } from "./chatbotPath.ts";
import type { Library, StoredDocument } from "./library.ts";

const maxUrls = 1000;
const frequencies = new Set(["NEVER", "DAILY", "WEEKLY", "MONTHLY"]);

interface Job {
  readonly id: string;
  readonly url: string;
  readonly source: string;
  readonly syncFrequency: string;
}

/** The calls that add knowledge, and the jobs that read it again (section 8). */
export function knowledgeRoutes(
  store: Store,
  library: Library,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  const jobs = new Map<StoredChatbot, Job[]>();
  const texts = new Map<StoredChatbot, StoredDocument>();
  const jobsOf = (chatbot: StoredChatbot): readonly Job[] => jobs.get(chatbot) ?? [];

  /** Adds addresses; those of the host `refused.example` fail one by one inside the success (trap 10). */
  const addUrls = (
    chatbot: StoredChatbot,
    urls: readonly string[],
    source: string,
    body: Body,
  ): SimulatedResponse => {
    const { syncFrequency = "NEVER" } = body;
    const problems = urls.flatMap((url, index) =>
      URL.canParse(url) ? [] : [`urls[${index}] is not a URL`],
    );
    if (problems.length > 0) return invalid(...problems);
    if (urls.length === 0 || urls.length > maxUrls) return invalid("1 to 1000 urls are allowed");
    if (typeof syncFrequency !== "string" || !frequencies.has(syncFrequency))
      return invalid("syncFrequency is not known");
    const documents = urls.map((url) => {
      const isRefused = new URL(url).hostname === "refused.example";
      const error = isRefused ? "This site does not let itself be read" : null;
      return library.add(chatbot, { name: url, externalId: url, source, text: "", error });
    });
    // The plan of the demo account reads again once a week at most.
    const allowed = syncFrequency === "DAILY" ? "WEEKLY" : syncFrequency;
    const job = { id: `job_${store.uuid()}`, url: urls[0] ?? "", source, syncFrequency: allowed };
    jobs.set(chatbot, [...jobsOf(chatbot), job]);
    const data = {
      ingestJobRunId: `run_${store.uuid()}`,
      documents: documents.map(addedJson),
      source,
      requested: { syncFrequency },
      effective: { syncFrequency: allowed },
    };
    return succeed(
      data,
      allowed === syncFrequency ? {} : { warnings: ["Your plan syncs once a week at most."] },
    );
  };

  const site = (segment: string, source: string): SimulatedRoute => ({
    method: "POST",
    path: `${botPath}/knowledge/${segment}`,
    handle: forChatbot((chatbot, request) => {
      const body = bodyOf(request);
      const url = textIn(body, "url");
      return url === undefined ? invalid("url is required") : addUrls(chatbot, [url], source, body);
    }),
  });
  const several = (segment: string, source: string): SimulatedRoute => ({
    method: "POST",
    path: `${botPath}/knowledge/${segment}`,
    handle: forChatbot((chatbot, request) => {
      const body = bodyOf(request);
      const urls = textsIn(body, "urls");
      return urls ? addUrls(chatbot, urls, source, body) : invalid("urls is required");
    }),
  });

  return [
    several("links", "URLS_LIST"),
    several("youtube", "YOUTUBE"),
    site("website", "WEBSITE"),
    site("sitemap", "SITEMAP"),
    {
      method: "POST",
      path: `${botPath}/knowledge/text`,
      handle: forChatbot((chatbot, request) => {
        const body = bodyOf(request);
        const text = textIn(body, "text");
        if (text === undefined) return invalid("text is required");
        const before = texts.get(chatbot);
        if (before) library.remove(chatbot, before);
        const name = textIn(body, "name") ?? "Custom text";
        const source = "CUSTOM_TEXT";
        const document = library.add(chatbot, { name, externalId: name, source, text });
        texts.set(chatbot, document);
        const replacedDocumentId = before?.id ?? null;
        return succeed({ document: { id: document.id, source }, replacedDocumentId });
      }),
    },
    {
      method: "POST",
      path: `${botPath}/knowledge/files`,
      handle: forChatbot((chatbot, request) => {
        const { files } = bodyOf(request);
        const all = Array.isArray(files) ? files.map((file: Body | null) => file ?? {}) : [];
        const problem = all.findIndex(
          ({ name, type, base64 }) =>
            typeof name !== "string" || typeof type !== "string" || typeof base64 !== "string",
        );
        if (all.length === 0 || problem !== -1) return invalid(`files[${problem}] is no file`);
        const documents = all.map((file) => {
          const [name, text] = [String(file["name"]), textOf(String(file["base64"]))];
          const error = text === "" ? "The file is empty" : null;
          return library.add(chatbot, {
            name,
            externalId: name,
            source: "LOCAL_FILE",
            text,
            error,
          });
        });
        return succeed({
          ingestJobRunIds: documents.map(() => `run_${store.uuid()}`),
          documents: documents.map(addedJson),
          source: "LOCAL_FILE",
          requested: { filesCount: all.length, fileNames: all.map(({ name }) => name) },
          effective: {},
        });
      }),
    },
    {
      method: "GET",
      path: `${botPath}/ingest-jobs`,
      handle: forChatbot((chatbot, { query }) =>
        succeed(page("ingestJobs", jobsOf(chatbot), query, (job) => job)),
      ),
    },
    {
      method: "GET",
      path: `${botPath}/ingest-jobs/{jobId}`,
      handle: forChatbot((chatbot, request) => {
        const ingestJob = jobsOf(chatbot).find(({ id }) => id === request.parameter("jobId"));
        return ingestJob ? succeed({ ingestJob }) : refuse(404, "INGEST_JOB_NOT_FOUND");
      }),
    },
  ];
}

function addedJson({ id, status, error }: StoredDocument): unknown {
  return { id, status, error };
}

function textOf(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  return new TextDecoder().decode(bytes);
}
