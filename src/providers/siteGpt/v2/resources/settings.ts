import { looseObject, object, pipe, record, string, transform, unknown } from "valibot";
import { declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type ResourceScope,
  type ResourceValue,
} from "../../../../core/resources.ts";
import { isRecord } from "../../../../core/wire/json.ts";
import { hideText } from "../../resources/hideText.ts";
import { valueSchema } from "../../resources/members.ts";
import { confirm, read } from "../calls.ts";
import type { KindContext } from "./context.ts";

/** The wrapper is known from a placeholder only (9.6): the settings may also be called so, or have none. */
const settingsSchema = pipe(
  looseObject({}),
  transform(({ setting, settings: members = setting, ...data }) => ({ setting: members ?? data })),
  object({ setting: record(string(), unknown()) }),
);

/** Members of settings that nobody else may know. */
const secretNames: ReadonlySet<string> = new Set(["webhookUrl", "webhookToken"]);

/** The settings of a chatbot (9.6), whose names are not documented: what is there can be changed. */
export const settings = declareKind<KindContext>({
  id: "sitegpt-v2-settings",
  title: "Settings",
  group: "settings",
  isSingle: true,
  schema: valueSchema({
    settings: {
      type: "object",
      markdownDescription:
        "All settings as SiteGPT gives them. What you change here is sent; what you take out stays as it is.",
    },
  }),

  async list(_context, { chatbotId }) {
    return [{ id: chatbotId, title: chatbotId }];
  },

  read: readValue,

  async update(context, scope, { before, after }, signal) {
    const json = changedMembers(inside(before), inside(after));
    hideSecrets(json);
    const at = path`/api/v2/chatbots/${scope.chatbotId}/settings`;
    await confirm(context.http, { method: "PATCH", path: at, json }, signal);
    return readValue(context, scope, signal);
  },

  actions: [
    {
      id: "change-section",
      label: "Change One Section…",
      schema: valueSchema(
        {
          section: {
            type: "string",
            enum: [
              "general",
              "appearance",
              "chat-mode",
              "localization",
              "advanced",
              "user-data",
              "lead-form",
              "human-support",
              "webhooks",
            ],
            markdownDescription: "The section of the dashboard.",
          },
          settings: {
            type: "object",
            markdownDescription: "The settings to change, as JSON.",
          },
        },
        ["section", "settings"],
      ),
      async run({ http }, { chatbotId }, { value }, signal) {
        const json = inside(value);
        hideSecrets(json);
        const at = path`/api/v2/chatbots/${chatbotId}/settings/${String(value["section"])}`;
        await confirm(http, { method: "PATCH", path: at, json }, signal);
        return { kind: "done" };
      },
    },
  ],
});

async function readValue(
  { http }: KindContext,
  { chatbotId }: ResourceScope,
  signal: AbortSignal,
): Promise<ResourceValue> {
  const call = { method: "GET", path: path`/api/v2/chatbots/${chatbotId}/settings` } as const;
  const data = await read(http, settingsSchema, call, signal);
  hideSecrets(data.setting);
  return { settings: data.setting };
}

function inside({ settings: members }: ResourceValue): ResourceValue {
  return isRecord(members) ? members : {};
}

/** Whoever knows the address of a webhook may write to it; sections may stand in objects of their own (9.6). */
function hideSecrets(members: ResourceValue): void {
  for (const [name, value] of Object.entries(members)) {
    if (secretNames.has(name)) hideText(value);
    else if (isRecord(value)) hideSecrets(value);
  }
}
