import { looseObject } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import type { ActionDeclaration } from "../../../core/declareKind.ts";
import type { HttpCall, HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import type { ActionResult, MemberSchema } from "../../../core/resources.ts";
import { read } from "../calls.ts";
import type { KindContext } from "./context.ts";
import { hideText } from "./hideText.ts";
import { valueSchema } from "./members.ts";

const userSchema = looseObject({ whitelabelUser: looseObject({ id: anyId }) });

const userId: MemberSchema = {
  type: "string",
  minLength: 1,
  markdownDescription: "The ID of the user. SiteGPT does not list users.",
};

/** What a user may have (15.1); all are needed for a new one (15.3). */
const quotas: Readonly<Record<string, MemberSchema>> = {
  chatbotsQuota: { type: "integer", minimum: 0, markdownDescription: "The number of chatbots." },
  linksQuota: { type: "integer", minimum: 0, markdownDescription: "The number of links." },
  filesQuota: { type: "integer", minimum: 0, markdownDescription: "The number of files." },
  combinedMessagesQuota: {
    type: "integer",
    minimum: 0,
    markdownDescription: "The number of messages across all chatbots.",
  },
  membersQuota: { type: "integer", minimum: 0, markdownDescription: "The number of members." },
};

/** The users of a brand, whom the service does not list (15.3 to 15.5). */
export const brandUserActions: readonly ActionDeclaration<KindContext>[] = [
  {
    id: "add-user",
    label: "Add User…",
    isDeprecated: true,
    schema: valueSchema(
      {
        email: { type: "string", minLength: 3, markdownDescription: "The user's email address." },
        ...quotas,
      },
      ["email", ...Object.keys(quotas)],
    ),
    async run({ http }, { id }, { value }, signal) {
      const at = path`/api/v0/w/brands/${id}/users`;
      return show(http, { method: "POST", path: at, json: value }, signal);
    },
  },
  {
    id: "show-user",
    label: "Show User…",
    isDeprecated: true,
    schema: valueSchema(
      {
        userId,
        includeFeatures: {
          type: "boolean",
          markdownDescription: "Whether to include the features.",
        },
      },
      ["userId"],
    ),
    async run({ http }, { id }, { value }, signal) {
      const at = path`/api/v0/w/brands/${id}/users/${String(value["userId"])}`;
      // The key of a user is never asked for (trap 27).
      const query = { includeFeatures: value["includeFeatures"] === true ? "true" : "false" };
      return show(http, { method: "GET", path: at, query }, signal);
    },
  },
  {
    id: "change-user",
    label: "Change User…",
    isDeprecated: true,
    schema: valueSchema(
      {
        userId,
        ...quotas,
        features: {
          type: "object",
          markdownDescription: 'The features to switch on or off, such as `{"api": true}`.',
        },
      },
      ["userId"],
    ),
    async run({ http }, { id }, { value }, signal) {
      const { userId: user, ...json } = value;
      const at = path`/api/v0/w/brands/${id}/users/${String(user)}`;
      return show(http, { method: "PATCH", path: at, json }, signal);
    },
  },
];

/** Calls and shows the user that comes back, without the key that may come along (trap 27). */
async function show(http: HttpClient, call: HttpCall, signal: AbortSignal): Promise<ActionResult> {
  const { whitelabelUser } = await read(http, userSchema, call, signal);
  const { apiKey, ...user } = whitelabelUser;
  hideText(apiKey);
  return { kind: "text", text: `${JSON.stringify(user, undefined, 2)}\n`, languageId: "json" };
}
