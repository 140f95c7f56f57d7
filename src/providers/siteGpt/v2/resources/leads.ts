import { type InferOutput, looseObject } from "valibot";
import { type ActionDeclaration, declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type Resource,
  type ResourceAddress,
} from "../../../../core/resources.ts";
import { anyId } from "../../../../core/wire/schema.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { text } from "../../wire.ts";
import { confirm, confirmed, read, removeEach } from "../calls.ts";
import { pageOf, pageSize, readPages } from "../pages.ts";
import { detailSchema } from "../wire.ts";
import type { KindContext } from "./context.ts";

const leadSchema = looseObject({ id: anyId, name: text, email: text });
const leadsPage = pageOf("leads", leadSchema);

type WireLead = InferOutput<typeof leadSchema>;

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  email: fixed("string"),
  name: { type: "string", markdownDescription: "The name of the visitor." },
  phone: { type: "string", markdownDescription: "The phone number of the visitor." },
  important: { type: "boolean", markdownDescription: "Whether the lead is starred." },
  archived: { type: "boolean", markdownDescription: "Whether the lead is archived." },
  tags: fixed("array"),
  customData: fixed("object"),
  createdAt: fixed("string"),
};

/** The visitors who have left their address (section 10), the archived ones too (trap 20). */
export const leads = declareKind<KindContext>({
  id: "sitegpt-v2-leads",
  title: "Leads",
  group: "settings",
  schema: valueSchema(properties),

  async list({ http }, { chatbotId }, signal) {
    const list = {
      path: path`/api/v2/chatbots/${chatbotId}/leads`,
      query: { status: "all", limit: pageSize },
      page: leadsPage,
      idOf: ({ id }: WireLead) => id,
    };
    return (await readPages(http, list, signal)).map(toResource);
  },

  read: readValue,

  async update(context, address, { before, after }, signal) {
    const json = changedMembers(before, after);
    await confirm(context.http, { method: "PATCH", path: pathOf(address), json }, signal);
    return readValue(context, address, signal);
  },

  async remove({ http }, { chatbotId }, ids, signal) {
    const [id = "", ...others] = ids;
    if (others.length === 0) return removeEach(http, [pathOf({ chatbotId, id })], signal);
    const call = {
      method: "POST",
      path: path`/api/v2/chatbots/${chatbotId}/leads/actions`,
      query: confirmed,
      json: { action: "delete", leadIds: ids, confirm: true },
    } as const;
    await confirm(http, call, signal);
  },

  actions: [
    mark({ id: "archive", label: "Archive" }),
    mark({ id: "unarchive", label: "Restore From Archive" }),
    mark({ id: "star", label: "Star" }),
    mark({ id: "unstar", label: "Remove Star" }),
  ],
});

/** Something that is done to leads by name. */
function mark(
  action: Pick<ActionDeclaration<KindContext>, "id" | "label">,
): ActionDeclaration<KindContext> {
  return {
    ...action,
    async run({ http }, address, _input, signal) {
      const call = {
        method: "POST",
        path: path`/api/v2/chatbots/${address.chatbotId}/leads/actions`,
        json: { action: action.id, leadIds: [address.id] },
      } as const;
      await confirm(http, call, signal);
      return { kind: "done" };
    },
  };
}

async function readValue({ http }: KindContext, address: ResourceAddress, signal: AbortSignal) {
  const call = { method: "GET", path: pathOf(address) } as const;
  const { lead } = await read(http, looseObject({ lead: detailSchema }), call, signal);
  return membersOf(lead, properties);
}

function pathOf({ chatbotId, id }: ResourceAddress): string {
  return path`/api/v2/chatbots/${chatbotId}/leads/${id}`;
}

function toResource({ id, name, email }: WireLead): Resource {
  return { id, title: email || name || id };
}
