import { type InferOutput, looseObject, unknown } from "valibot";
import { declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type Resource,
  type ResourceAddress,
} from "../../../../core/resources.ts";
import { isRecord } from "../../../../core/wire/json.ts";
import { anyId, parse } from "../../../../core/wire/schema.ts";
import { hideText } from "../../resources/hideText.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { text } from "../../wire.ts";
import { confirm, read, removeEach } from "../calls.ts";
import { pageOf, readPages } from "../pages.ts";
import { detailSchema } from "../wire.ts";
import { showAction } from "./asJson.ts";
import type { KindContext } from "./context.ts";
import { sourceMembers } from "./sourceMembers.ts";
import { firstRecordIn } from "./wrappers.ts";

const sourceSchema = looseObject({ id: anyId, name: text, connector: text, status: text });

type WireSource = InferOutput<typeof sourceSchema>;

const sourcesPage = pageOf(undefined, sourceSchema);

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  name: {
    type: "string",
    minLength: 1,
    markdownDescription: "The name of the connection.",
  },
  connector: fixed("string"),
  status: fixed("string"),
  authorizationUrl: fixed("string"),
  createdAt: fixed("string"),
};

/** The connections to what other services hold (8.8). They are authorized in a browser. */
export const sources = declareKind<KindContext>({
  id: "sitegpt-v2-sources",
  title: "Connected Sources",
  group: "knowledge",
  removeNote: "SiteGPT loses access to the connected service.",
  schema: valueSchema(properties),

  async list({ http }, { chatbotId }, signal) {
    const list = {
      path: path`/api/v2/chatbots/${chatbotId}/knowledge/sources`,
      page: sourcesPage,
      idOf: ({ id }: WireSource) => id,
    };
    return (await readPages(http, list, signal)).map(toResource);
  },

  read: readValue,

  creations: [
    {
      id: "source",
      label: "Connected Source",
      schema: valueSchema(sourceMembers, ["connector"]),
      async create({ http, notes }, { chatbotId }, json, signal) {
        // It belongs to a third service.
        hideText(json["apiKey"]);
        const at = path`/api/v2/chatbots/${chatbotId}/knowledge/sources`;
        const data = await read(http, unknown(), { method: "POST", path: at, json }, signal);
        const source = parse(sourceSchema, firstRecordIn(data), at);
        const url = addressIn({ ...(isRecord(data) && data), ...source });
        if (url !== undefined) await notes.writeText(noteName(chatbotId, source.id), url);
        return toResource(source);
      },
    },
  ],

  async update(context, address, { before, after }, signal) {
    const json = changedMembers(before, after);
    await confirm(context.http, { method: "PATCH", path: pathOf(address), json }, signal);
    return readValue(context, address, signal);
  },

  async remove({ http }, { chatbotId }, ids, signal) {
    const paths = ids.map((id) => pathOf({ chatbotId, id }));
    await removeEach(http, paths, signal);
  },

  actions: [
    {
      id: "ingest",
      label: "Learn the Selected Files…",
      schema: valueSchema({
        repo: { type: "string", markdownDescription: "GitHub: the repository." },
        branch: { type: "string", markdownDescription: "GitHub: the branch." },
        pattern: { type: "string", markdownDescription: "GitHub: which files, such as `docs/**`." },
        page: { type: "string", markdownDescription: "Confluence: the page." },
      }),
      async run({ http }, address, { value }, signal) {
        const call = { method: "POST", path: `${pathOf(address)}/ingest`, json: value } as const;
        await confirm(http, call, signal);
        return { kind: "done" };
      },
    },
    showAction({
      id: "github-files",
      label: "Show GitHub Files…",
      schema: valueSchema(
        {
          owner: { type: "string", minLength: 1, markdownDescription: "Who owns the repository." },
          repo: {
            type: "string",
            minLength: 1,
            markdownDescription: "The name of the repository.",
          },
          branch: { type: "string", markdownDescription: "The branch." },
        },
        ["owner", "repo"],
      ),
      toCall: ({ chatbotId, id }, { owner, repo, branch }) => ({
        method: "GET",
        path: path`/api/v2/chatbots/${chatbotId}/knowledge/sources/github/files`,
        query: {
          connectionId: id,
          owner: String(owner),
          repo: String(repo),
          ...(typeof branch === "string" && branch !== "" && { branch }),
        },
      }),
    }),
  ],
});

async function readValue(
  { http, notes }: KindContext,
  address: ResourceAddress,
  signal: AbortSignal,
) {
  const at = pathOf(address);
  const data = await read(http, unknown(), { method: "GET", path: at }, signal);
  const authorizationUrl = await notes.readText(noteName(address.chatbotId, address.id));
  const source = parse(detailSchema, firstRecordIn(data), at);
  return membersOf({ ...(authorizationUrl && { authorizationUrl }), ...source }, properties);
}

/**
 * The address where the connection is authorized. Under which name it comes is not documented; there may be others, as
 * of an icon.
 */
function addressIn(members: Readonly<Record<string, unknown>>): string | undefined {
  const urls = Object.entries(members).filter(
    (member): member is [string, string] =>
      /url$/i.test(member[0]) && typeof member[1] === "string" && member[1].startsWith("https://"),
  );
  const [, url] = urls.find(([name]) => /auth/i.test(name)) ?? urls[0] ?? [];
  return url;
}

function noteName(chatbotId: string, id: string): string {
  return `sitegpt-v2-sources ${chatbotId} ${id}`;
}

function pathOf({ chatbotId, id }: ResourceAddress): string {
  return path`/api/v2/chatbots/${chatbotId}/knowledge/sources/${id}`;
}

function toResource({ id, name, connector, status }: WireSource): Resource {
  return { id, title: name || connector || id, ...(status && { detail: status }) };
}
