import { registerSecret } from "../../../core/registerSecret.ts";
import { isRecord } from "../../../core/wire/json.ts";

/** Keeps what may do harm out of logs and messages (trap 27), if it is there; of an object, all texts in it. */
export function hideText(secret: unknown): void {
  if (typeof secret === "string") registerSecret(secret);
  else if (isRecord(secret)) for (const member of Object.values(secret)) hideText(member);
}

/** Hides the headers that pages are read with: they may let in whoever knows them. */
export function hideHeaders(scrapeOptions: unknown): void {
  if (isRecord(scrapeOptions)) hideText(scrapeOptions["headers"]);
}
