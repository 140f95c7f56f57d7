import { looseObject } from "valibot";
import type { CreationDeclaration } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import type { MemberSchema } from "../../../../core/resources.ts";
import { hideHeaders } from "../../resources/hideText.ts";
import { valueSchema } from "../../resources/members.ts";
import { read } from "../calls.ts";
import { add, toCreated } from "./adding.ts";
import type { KindContext } from "./context.ts";
import { documentSchema, refuseFailed } from "./documentWire.ts";

type Creation = CreationDeclaration<KindContext>;
type Members = Readonly<Record<string, MemberSchema>>;

const url: MemberSchema = {
  type: "string",
  pattern: "^https?://\\S+$",
  markdownDescription: "The address, starting with `https://`.",
};

const frequency = { type: "string", enum: ["NEVER", "DAILY", "WEEKLY", "MONTHLY"] } as const;
const texts = { type: "array", items: { type: "string" } } as const;

const syncFrequency: MemberSchema = {
  ...frequency,
  markdownDescription: "How often SiteGPT reads this again. Your plan sets the choices.",
};

/** What all web pages can be given (section 8). */
const pageMembers: Members = {
  syncFrequency,
  skipExisting: {
    type: "boolean",
    markdownDescription: "Whether pages that the chatbot knows already are left out.",
  },
  scrapeOptions: {
    type: "object",
    properties: {
      onlyMainContent: { type: "boolean" },
      includeSelectors: { type: "array", items: { type: "string" } },
      excludeSelectors: { type: "array", items: { type: "string" } },
    },
    markdownDescription: "Which parts of a page to use.",
  },
};

const siteMembers: Members = {
  maxLinks: { type: "integer", minimum: 1, markdownDescription: "The most pages to read." },
  includePaths: { ...texts, markdownDescription: "Only pages whose path is one of these." },
  excludePaths: { ...texts, markdownDescription: "No pages whose path is one of these." },
};

/** A way that sends its value to a call of its own. */
function way(names: Pick<Creation, "id" | "label">, members: Members): Creation {
  return {
    ...names,
    schema: valueSchema({ url, ...members }, ["url"]),
    async create(context, { chatbotId }, json, signal) {
      hideHeaders(json["scrapeOptions"]);
      const call = {
        method: "POST",
        path: `${path`/api/v2/chatbots/${chatbotId}/knowledge`}/${names.id}`,
        json,
      } as const;
      return toCreated(String(json["url"]), await add(context, call, signal));
    },
  };
}

/** The ways to add knowledge besides files and lists of addresses (8.2 to 8.5). */
export const documentCreations: readonly Creation[] = [
  way(
    { id: "website", label: "Website" },
    {
      ...pageMembers,
      maxDepth: { type: "integer", minimum: 1, markdownDescription: "How many links to follow." },
      ...siteMembers,
      allowedDomains: { ...texts, markdownDescription: "Other domains whose pages are read too." },
    },
  ),
  way(
    { id: "sitemap", label: "Sitemap" },
    {
      ...pageMembers,
      ...siteMembers,
      scanFrequency: {
        ...frequency,
        markdownDescription: "How often SiteGPT looks for pages that are new or gone.",
      },
    },
  ),
  {
    id: "youtube",
    label: "YouTube",
    schema: valueSchema({ url, syncFrequency }, ["url"]),
    /** 8.4, which takes a list. */
    async create(context, { chatbotId }, { url: address, ...json }, signal) {
      const call = {
        method: "POST",
        path: path`/api/v2/chatbots/${chatbotId}/knowledge/youtube`,
        json: { ...json, urls: [address] },
      } as const;
      return toCreated(String(address), await add(context, call, signal));
    },
  },
  {
    id: "text",
    label: "Custom Text (Replaces the Current One)",
    schema: valueSchema(
      {
        text: {
          type: "string",
          minLength: 1,
          contentMediaType: "text/markdown",
          markdownDescription:
            "A chatbot has one custom text: this replaces it. Use files for more than one.",
        },
        name: { type: "string", markdownDescription: "The name of the document." },
      },
      ["text"],
    ),
    /** 8.5. */
    async create({ http }, { chatbotId }, json, signal) {
      const call = {
        method: "POST",
        path: path`/api/v2/chatbots/${chatbotId}/knowledge/text`,
        json,
      } as const;
      const { document } = await read(
        http,
        looseObject({ document: documentSchema }),
        call,
        signal,
      );
      refuseFailed(document);
      const { name } = json;
      return { id: document.id, title: typeof name === "string" && name ? name : document.id };
    },
  },
];
