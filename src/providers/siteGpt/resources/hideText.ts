import { registerSecret } from "../../../core/redact.ts";

/** Keeps what may do harm out of logs and messages (trap 27), if it is there. */
export function hideText(secret: unknown): void {
  if (typeof secret === "string") registerSecret(secret);
}
