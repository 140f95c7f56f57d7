import { isRecord } from "./json.ts";

/** True for JSON that says no under a status that says yes: no success in any of its spellings, or an error. */
export function isRefusal(body: unknown): boolean {
  if (!isRecord(body)) return body === false;
  const { success, ok, error } = body;
  if ([success, ok].some((said) => said === false || said === "false" || said === 0)) return true;
  return typeof error === "string" ? error !== "" : isRecord(error);
}

/** What bodies of errors have, and answers have not. */
const errorMembers = new Set([
  "code",
  "data",
  "detail",
  "details",
  "error",
  "message",
  "meta",
  "msg",
  "ok",
  "path",
  "requestId",
  "status",
  "statusCode",
  "success",
  "timestamp",
  "type",
]);

/** True for a refusal that holds nothing else: in the place of a text, other JSON may be the text. */
export function isOnlyRefusal(body: unknown): boolean {
  return (
    isRecord(body) && isRefusal(body) && Object.keys(body).every((name) => errorMembers.has(name))
  );
}
