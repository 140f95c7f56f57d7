import type { MemberSchema } from "../../../../core/resources.ts";

/** What connecting a source takes (8.8). */
export const sourceMembers: Readonly<Record<string, MemberSchema>> = {
  connector: {
    type: "string",
    enum: [
      "NOTION",
      "GOOGLE_DRIVE",
      "DROPBOX",
      "ONEDRIVE",
      "BOX",
      "SHAREPOINT",
      "CONFLUENCE",
      "GITHUB",
    ],
    markdownDescription: "The service to connect.",
  },
  name: { type: "string", markdownDescription: "The name of the connection." },
  domain: {
    type: "string",
    markdownDescription: "Confluence: the site, such as `site.atlassian.net`.",
  },
  owner: { type: "string", markdownDescription: "GitHub: who owns the repositories." },
  apiKey: {
    type: "string",
    writeOnly: true,
    markdownDescription: "GitHub: an access token.",
  },
};
