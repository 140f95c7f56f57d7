import { unknown } from "valibot";
import { ChatError } from "../../../../core/errors.ts";
import type { HttpCall } from "../../../../core/http/client.ts";
import type { CreatedResource, ItemResult, ResourceValue } from "../../../../core/resources.ts";
import { namingScope, openEnvelope, warningsIn } from "../calls.ts";
import type { KindContext } from "./context.ts";
import { addedSchema, complaintAbout } from "./documentWire.ts";

type Added = Readonly<{
  documents: readonly { id: string; status?: unknown; error?: unknown }[];
  notice: string | undefined;
}>;

/** One of the calls that add knowledge (section 8). */
export async function add(
  { http, log }: KindContext,
  call: HttpCall,
  signal: AbortSignal,
): Promise<Added & { readonly complaints: readonly (string | undefined)[] }> {
  const body = await namingScope(call, async () => http.json(unknown(), call, signal));
  const { documents, requested, effective } = openEnvelope(addedSchema, body, call);
  const notice = [...warningsIn(body), ...lowered(requested, effective)].join(" ");
  if (notice !== "") log.warn(`${call.path}: ${notice}`);
  return {
    documents: documents ?? [],
    complaints: (documents ?? []).map(complaintAbout),
    notice: notice || undefined,
  };
}

/** What was made, where the service reads something by and by. Throws `rejected` when all of it was refused. */
export function toCreated(
  title: string,
  { documents, complaints, notice }: Awaited<ReturnType<typeof add>>,
): CreatedResource {
  const [complaint] = complaints;
  if (complaint !== undefined && complaints.every((one) => one !== undefined))
    throw new ChatError("rejected", `${title} was not taken`, { serviceMessage: complaint });
  const first = documents.find((_document, index) => complaints[index] === undefined);
  const more = notice !== undefined && { notice };
  return first ? { id: first.id, title, ...more } : { id: title, title, isQueued: true, ...more };
}

/** What became of each address. Where the service does not say which is which, all have the complaints. */
export function toItems(
  urls: readonly string[],
  complaints: readonly (string | undefined)[],
): readonly ItemResult[] {
  const known = complaints.filter((one) => one !== undefined);
  const all = [...new Set(known)].join(" ");
  return urls.map((id, index) => {
    const error = complaints.length === urls.length ? complaints[index] : all || undefined;
    return { id, ...(error !== undefined && { error }) };
  });
}

/** What the plan allows less often than it was asked for (trap 14). */
function lowered(requested: ResourceValue, effective: ResourceValue): readonly string[] {
  return ["syncFrequency", "scanFrequency", "maxLinks"].flatMap((name) => {
    const [wanted, given] = [requested[name], effective[name]];
    if (wanted === undefined || given === undefined || wanted === given) return [];
    return [`${name}: ${JSON.stringify(given)} (${JSON.stringify(wanted)})`];
  });
}
