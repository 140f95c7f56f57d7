import { looseObject, string, unknown } from "valibot";
import { declareKind } from "../../../../core/declareKind.ts";
import { path } from "../../../../core/http/path.ts";
import type { MemberSchema } from "../../../../core/resources.ts";
import { isRecord } from "../../../../core/wire/json.ts";
import { listOf, parse } from "../../../../core/wire/schema.ts";
import { fixed, membersOf, valueSchema } from "../../resources/members.ts";
import { text } from "../../wire.ts";
import { read } from "../calls.ts";
import { pageSize, readPages } from "../pages.ts";
import { pagination } from "../wire.ts";
import { firstListIn, firstRecordIn } from "./wrappers.ts";
import type { KindContext } from "./context.ts";

const jobSchema = looseObject({ id: string(), name: text, url: text, source: text, status: text });
const pageSchema = looseObject({ pagination });

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
    const at = path`/api/v2/chatbots/${chatbotId}/ingest-jobs`;
    const jobs = await readPages(
      async ({ cursor }) => {
        // No parameter is known, so none is sent unless there is more.
        const query = cursor === undefined ? {} : { cursor, limit: pageSize };
        const data = await read(http, unknown(), { method: "GET", path: at, query }, signal);
        return {
          items: parse(listOf(jobSchema), firstListIn(data), at),
          pagination: isRecord(data) ? parse(pageSchema, data, at).pagination : undefined,
        };
      },
      ({ id }) => id,
    );
    return jobs.map(({ id, name, url, source, status }) => ({
      id,
      title: name || url || source || id,
      ...(status && { detail: status }),
    }));
  },

  async read({ http }, { chatbotId, id }, signal) {
    const at = path`/api/v2/chatbots/${chatbotId}/ingest-jobs/${id}`;
    const data = await read(http, unknown(), { method: "GET", path: at }, signal);
    return membersOf(parse(jobSchema, firstRecordIn(data), at), properties);
  },
});
