import type { CreationDeclaration } from "../../../core/declareKind.ts";
import type {
  MemberSchema,
  Resource,
  ResourceScope,
  ResourceValue,
} from "../../../core/resources.ts";
import { isRecord } from "../../../core/wire/json.ts";
import type { KindContext } from "./context.ts";
import { valueSchema } from "./members.ts";

type Creation = CreationDeclaration<KindContext>;

/** What adding content sends (8.2). */
export interface LinkSource {
  readonly sourceType: string;
  readonly config: ResourceValue;
  readonly syncFrequency?: unknown;
  readonly scrapeOptions?: unknown;
}

/** How pages are added. */
export interface LinkCalls {
  readonly addSource: (
    context: KindContext,
    scope: ResourceScope,
    source: LinkSource,
    signal: AbortSignal,
  ) => Promise<Resource>;
  readonly addLink: Creation["create"];
}

const url: MemberSchema = {
  type: "string",
  pattern: "^https?://\\S+$",
  markdownDescription: "The address, starting with `https://`.",
};

const sourceSchema = valueSchema(
  {
    url,
    config: {
      type: "object",
      markdownDescription: "Additional properties of `config`. SiteGPT does not document them.",
    },
    syncFrequency: {
      type: "string",
      enum: ["NEVER", "DAILY", "WEEKLY", "MONTHLY"],
      markdownDescription: "How often SiteGPT reads this again. Your plan sets the choices.",
    },
    scrapeOptions: {
      type: "object",
      markdownDescription:
        "Which parts of a page to use. SiteGPT does not document the properties.",
    },
  },
  ["url"],
);

const ways = [
  { id: "website", label: "Website", sourceType: "WEBSITE" },
  { id: "sitemap", label: "Sitemap", sourceType: "SITEMAP" },
  { id: "youtube", label: "YouTube", sourceType: "YOUTUBE" },
] as const;

/** The ways to add pages (8.2), and the one that the service has announced to give up (8.1). */
export function linkCreations({ addSource, addLink }: LinkCalls): readonly Creation[] {
  return [
    ...ways.map(({ sourceType, ...way }) => ({
      ...way,
      schema: sourceSchema,
      async create(
        context: KindContext,
        scope: ResourceScope,
        value: ResourceValue,
        signal: AbortSignal,
      ) {
        const { url: address, config, ...rest } = value;
        const members = isRecord(config) ? config : {};
        // Only the members for a list of addresses are documented (8.2).
        const source = { ...rest, sourceType, config: { url: address, ...members } };
        return addSource(context, scope, source, signal);
      },
    })),
    {
      id: "link",
      label: "Web Page (Legacy)",
      isDeprecated: true,
      schema: valueSchema(
        {
          url,
          urlType: { type: "string", markdownDescription: "Formerly required, such as `WEB`." },
        },
        ["url"],
      ),
      create: addLink,
    },
  ];
}
