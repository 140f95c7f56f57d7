import type { CallContext } from "./calls.ts";

type Ids = Pick<CallContext, "session" | "recordIds">;

/** A line or a value without the ids that are different each time. */
export function stable(text: string, { session, recordIds }: Ids): string {
  let result = text.replaceAll(session.sessionId, "{session}");
  for (const [index, id] of recordIds.entries())
    result = result.replaceAll(id, `{record ${index}}`);
  return result;
}

// SiteGPT's simulation tells the title of a source in one answer and leaves it out in the next.
const varying = ["key", "recordId", "createdAt", "updatedAt", "title"];

/** A value without the ids and times that are different each time. @param more members that are, too */
export function plain(value: unknown, ids: Ids, more: readonly string[] = []): unknown {
  if (value === undefined) return undefined;
  const left = new Set([...varying, ...more]);
  const text = JSON.stringify(value, (name, member: unknown) => {
    if (left.has(name)) return undefined;
    return member instanceof Uint8Array ? Buffer.from(member).toString("latin1") : member;
  });
  return JSON.parse(stable(text, ids));
}
