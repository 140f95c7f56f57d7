import type { SimulatedRoute } from "../../../core/simulation.ts";
import { type Body, bodyOf, botPath, type ForChatbot, invalid, textIn } from "./requests.ts";
import { complaintAbout } from "./rules.ts";
import type { Store } from "./store.ts";
import { succeed } from "./wire.ts";

/** The limit of the dashboard's text snippet. */
const maxTextLength = 10_000;
const maxLinks = 1000;
const customFile = "custom-content.md";

const sourceTypes = ["URLS_LIST", "WEBSITE", "SITEMAP", "YOUTUBE"];
const siteTypes = new Set(["WEBSITE", "SITEMAP", "ZENDESK", "GITBOOK", "SINGLE_LINK"]);

/** The calls about what a chatbot is trained on: its links, which it cannot open here, and its custom text. */
export function knowledgeRoutes(
  { chatbots, uuid }: Store,
  forChatbot: ForChatbot,
): readonly SimulatedRoute[] {
  return [
    {
      method: "POST",
      path: `${botPath}/custom-content`,
      handle: forChatbot(({ bot }, request) => {
        const body = bodyOf(request);
        const complaint = complaintAbout(body, { text: "text" });
        if (complaint) return complaint;
        const text = textIn(body, "text") ?? "";
        if (Array.from(text).length > maxTextLength) return invalid("text", "Too long");
        if (text === "") bot.forget(customFile);
        else bot.learn({ title: "Custom content", fileName: customFile, url: "", text });
        return succeed("Updated the custom content successfully", {});
      }),
    },
    {
      method: "POST",
      path: `${botPath}/links`,
      handle: forChatbot((_chatbot, request) => {
        const { links } = bodyOf(request);
        const urls = Array.isArray(links) ? links.map((link: Body | null) => link?.["url"]) : [];
        return isListOfUrls(urls)
          ? succeed("Added the links successfully", {})
          : invalid("links", "Expected 1 to 1000 links");
      }),
    },
    {
      method: "POST",
      path: "/api/v1/chatbots/{chatbotId}/links",
      handle: forChatbot((_chatbot, request) => {
        const body = bodyOf(request);
        const complaint = complaintAbout(
          body,
          {
            sourceType: sourceTypes,
            config: "record",
            scrapeOptions: "record",
            syncFrequency: ["NEVER", "DAILY", "WEEKLY", "MONTHLY"],
          },
          ["sourceType", "config"],
        );
        if (complaint) return complaint;
        const { urls, url } = body["config"] as Body;
        const wanted = body["sourceType"] === "URLS_LIST" ? urls : [url];
        if (!isListOfUrls(wanted)) return invalid("config", "Expected addresses");
        const data = { ingestJobId: uuid(), documentsQueued: wanted.length };
        return succeed("Queued the documents successfully", data);
      }),
    },
    {
      method: "GET",
      path: "/api/v0/fetch-links",
      handle: ({ query }) => {
        const site = query.get("sourceUrl") ?? "";
        if (!URL.canParse(site)) return invalid("sourceUrl", "Expected an address");
        const urlType = query.get("sourceType") ?? "";
        if (!siteTypes.has(urlType)) return invalid("sourceType", "Expected a type of source");
        const { origin } = new URL(site);
        const documents = chatbots.flatMap(({ bot }) => bot.documents.map(({ url }) => url));
        const found = documents.filter(
          (url) => URL.canParse(url) && new URL(url).origin === origin,
        );
        const links = [...new Set([site, ...found])].map((url) => ({ url, urlType: "WEB" }));
        return succeed("Fetched the links successfully", { links });
      },
    },
  ];
}

function isListOfUrls(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= maxLinks &&
    value.every((url) => typeof url === "string" && URL.canParse(url))
  );
}
