import { documents } from "../../../src/providers/siteGpt/v2/resources/documents.ts";
import { ingestJobs } from "../../../src/providers/siteGpt/v2/resources/ingestJobs.ts";
import { sources } from "../../../src/providers/siteGpt/v2/resources/sources.ts";
import { noSignal, type OpenProvider } from "../openProvider.ts";
import {
  addUrl,
  create,
  type Endpoint,
  kindOf,
  remove,
  scopeOf,
  textFile,
  throwTold,
} from "./endpoint.ts";
import { kindEndpoints } from "./kindEndpoints.ts";
import { act, readOne } from "./siteGptCalls.ts";

const bot = "/api/v2/chatbots/{chatbotId}";
const kind = "sitegpt-v2-documents";
const url = "https://help.orchard.example/shipping";

const newSource = async (open: OpenProvider) =>
  create(open, "sitegpt-v2-sources", { connector: "NOTION" });

/** The endpoints of SiteGPT v2 about what a chatbot knows (sections 7 and 8 of its reference). */
export const siteGptV2Knowledge: readonly Endpoint[] = [
  ...kindEndpoints(documents, {
    one: "a document",
    list: { section: "3.54", call: `GET ${bot}/documents` },
    read: { section: "3.56", call: `GET ${bot}/documents/{documentId}` },
    update: {
      section: "3.57",
      call: `PATCH ${bot}/documents/{documentId}`,
      change: { content: "# Shipping\n\nIt takes two days.\n" },
    },
    remove: {
      section: "3.58",
      call: `DELETE ${bot}/documents/{documentId}`,
      reads: "success",
    },
  }),
  {
    section: "3.55",
    call: `GET ${bot}/documents/stats`,
    where: "Settings → General → Show Document Statistics",
    run: async (open) => act(open, ["sitegpt-v2-chatbot", "document-stats"], open.bot.id),
  },
  {
    section: "3.59",
    call: `POST ${bot}/documents/delete`,
    reads: "success",
    where: "Knowledge → Documents → several documents → Delete…",
    run: async (open) => {
      const all = await kindOf(open, kind).list(scopeOf(open), noSignal);
      const ids = all.map(({ id }) => id);
      await remove(open, kind, [ids[0] ?? "", ids[1] ?? "none"]);
    },
  },
  {
    section: "3.60",
    call: `POST ${bot}/documents/resync`,
    where: "Knowledge → Documents → a document → Retrain",
    isTold: true,
    run: async (open) => {
      const [first] = await kindOf(open, kind).list(scopeOf(open), noSignal);
      const results = await kindOf(open, kind).retrain?.(
        scopeOf(open),
        [first?.id ?? ""],
        noSignal,
      );
      throwTold(results);
    },
  },
  {
    section: "3.62",
    call: `POST ${bot}/knowledge/links`,
    where: "Add Web Page to Chatbot Knowledge…",
    isTold: true,
    run: async (open) => addUrl(open, kind, url),
  },
  ...(["website", "sitemap"] as const).map((way, index) => ({
    section: `3.${63 + index}`,
    call: `POST ${bot}/knowledge/${way}`,
    where: `Knowledge → Documents → New… → ${way === "website" ? "Website" : "Sitemap"}`,
    run: async (open: OpenProvider) => create(open, kind, { url }, way),
  })),
  {
    section: "3.65",
    call: `POST ${bot}/knowledge/youtube`,
    where: "Knowledge → Documents → New… → YouTube",
    run: async (open) => create(open, kind, { url: "https://youtube.example/v" }, "youtube"),
  },
  {
    section: "3.66",
    call: `POST ${bot}/knowledge/text`,
    where: "Knowledge → Documents → New… → Custom Text (Replaces the Current One)",
    run: async (open) => create(open, kind, { text: "Apples are fruit." }, "text"),
  },
  {
    section: "3.67",
    call: `POST ${bot}/knowledge/files`,
    where: "Add to Chatbot Knowledge…; knowledge sync; an answer → Correct Answer…",
    run: async (open) =>
      kindOf(open, kind).upload?.(scopeOf(open), textFile("returns.md", "Thirty days."), {
        signal: noSignal,
      }),
  },
  ...kindEndpoints(ingestJobs, {
    one: "a job",
    list: { section: "3.68", call: `GET ${bot}/ingest-jobs` },
  }),
  {
    section: "3.69",
    call: `GET ${bot}/ingest-jobs/{jobId}`,
    where: "Knowledge → Sync Jobs → a job",
    run: async (open) => {
      await create(open, kind, { url, syncFrequency: "WEEKLY" }, "website");
      const [job] = await kindOf(open, "sitegpt-v2-ingest-jobs").list(scopeOf(open), noSignal);
      return readOne(open, "sitegpt-v2-ingest-jobs", job?.id ?? "");
    },
  },
  ...kindEndpoints(sources, {
    one: "a source",
    list: { section: "3.77", call: `GET ${bot}/knowledge/sources` },
    create: { section: "3.78", call: `POST ${bot}/knowledge/sources` },
    read: { section: "3.79", call: `GET ${bot}/knowledge/sources/{connectionId}` },
    update: {
      section: "3.80",
      call: `PATCH ${bot}/knowledge/sources/{connectionId}`,
      reads: "success",
      change: { name: "Our handbook" },
    },
    remove: {
      section: "3.81",
      call: `DELETE ${bot}/knowledge/sources/{connectionId}`,
      reads: "success",
    },
  }),
  {
    section: "3.84",
    call: `POST ${bot}/knowledge/sources/{connectionId}/ingest`,
    reads: "success",
    where: "Knowledge → Connected Sources → a source → Learn the Selected Files…",
    run: async (open) => act(open, ["sitegpt-v2-sources", "ingest"], (await newSource(open)).id),
  },
  {
    section: "3.85",
    call: `GET ${bot}/knowledge/sources/github/files`,
    where: "Knowledge → Connected Sources → a source → Show GitHub Files…",
    run: async (open) =>
      act(open, ["sitegpt-v2-sources", "github-files"], (await newSource(open)).id, {
        owner: "orchard",
        repo: "handbook",
      }),
  },
];
