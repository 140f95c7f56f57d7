import { looseObject } from "valibot";
import { ChatError } from "../../../../core/errors.ts";
import { declareKind } from "../../../../core/declareKind.ts";
import type { HttpClient } from "../../../../core/http/client.ts";
import { path } from "../../../../core/http/path.ts";
import type { MemberSchema, Resource } from "../../../../core/resources.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { read } from "../calls.ts";
import { readPages } from "../pages.ts";
import { starterSchema, startersPage, type WireStarter } from "../wire.ts";
import type { KindContext } from "./context.ts";

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  title: fixed("string"),
  type: fixed("string"),
  message: fixed("string"),
  description: fixed("string"),
  link: fixed("string"),
  isEscalationPrompt: fixed("boolean"),
};

/** The buttons that open a chat (9.3). They can be added; no call is known that changes or deletes one. */
export const starters = declareKind<KindContext>({
  id: "sitegpt-v2-starters",
  title: "Starters",
  group: "behaviour",
  schema: valueSchema(properties, ["id"]),

  async list({ http }, { chatbotId }, signal) {
    return (await readStarters(http, chatbotId, signal)).map(toResource);
  },

  async read({ http }, { chatbotId, id }, signal) {
    const found = (await readStarters(http, chatbotId, signal)).find((one) => one.id === id);
    if (!found) throw new ChatError("not-found", `there is no starter ${id}`);
    return membersOf(found, properties);
  },

  creations: [
    {
      id: "starter",
      label: "Starter",
      schema: valueSchema(
        {
          title: {
            type: "string",
            minLength: 1,
            markdownDescription: "The text of the button.",
          },
          message: { type: "string", markdownDescription: "What is asked." },
          description: { type: "string", markdownDescription: "What the button is for." },
          type: { type: "string", enum: ["QUESTION", "LINK"] },
          link: {
            type: "string",
            markdownDescription: "The address that a `LINK` opens. SiteGPT may refuse it.",
          },
          isEscalationPrompt: {
            type: "boolean",
            markdownDescription: "Whether the button asks for a human agent.",
          },
        },
        ["title"],
      ),
      async create({ http }, { chatbotId }, json, signal) {
        const at = path`/api/v2/chatbots/${chatbotId}/starters`;
        const call = { method: "POST", path: at, json } as const;
        const schema = looseObject({ starter: starterSchema });
        return toResource((await read(http, schema, call, signal)).starter);
      },
    },
  ],
});

/** The starters of a chatbot. */
export async function readStarters(
  http: HttpClient,
  chatbotId: string,
  signal: AbortSignal,
): Promise<readonly WireStarter[]> {
  const list = {
    path: path`/api/v2/chatbots/${chatbotId}/starters`,
    page: startersPage,
    idOf: ({ id }: WireStarter) => id,
  };
  return readPages(http, list, signal);
}

function toResource({ id, title }: WireStarter): Resource {
  return { id, title: title || id };
}
