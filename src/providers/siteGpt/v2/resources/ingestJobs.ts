import { type InferOutput, looseObject, unknown } from "valibot";
import { declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import type { MemberSchema } from "../../../../core/resources.ts";
import { anyId, parse } from "../../../../core/wire/schema.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { text } from "../../wire.ts";
import { read } from "../calls.ts";
import { pageOf, readPages } from "../pages.ts";
import { detailSchema } from "../wire.ts";
import { firstRecordIn } from "./wrappers.ts";
import type { KindContext } from "./context.ts";

const jobSchema = looseObject({ id: anyId, name: text, url: text, source: text, status: text });
const jobsPage = pageOf(undefined, jobSchema);

const properties: Readonly<Record<string, MemberSchema>> = {
  id: fixed("string"),
  name: fixed("string"),
  url: fixed("string"),
  source: fixed("string"),
  status: fixed("string"),
  syncFrequency: fixed("string"),
  scanFrequency: fixed("string"),
  createdAt: fixed("string"),
  updatedAt: fixed("string"),
};

/** What reads websites again and again (8.7). The keys of its answers are not documented. */
export const ingestJobs = declareKind<KindContext>({
  id: "sitegpt-v2-ingest-jobs",
  title: "Sync Jobs",
  group: "knowledge",
  schema: valueSchema(properties),

  async list({ http }, { chatbotId }, signal) {
    const list = {
      path: path`/api/v2/chatbots/${chatbotId}/ingest-jobs`,
      page: jobsPage,
      idOf: ({ id }: InferOutput<typeof jobSchema>) => id,
    };
    return (await readPages(http, list, signal)).map(({ id, name, url, source, status }) => ({
      id,
      title: name || url || source || id,
      ...(status && { detail: status }),
    }));
  },

  async read({ http }, { chatbotId, id }, signal) {
    const at = path`/api/v2/chatbots/${chatbotId}/ingest-jobs/${id}`;
    const data = await read(http, unknown(), { method: "GET", path: at }, signal);
    return membersOf(parse(detailSchema, firstRecordIn(data), at), properties);
  },
});
