import type { SessionRef } from "./sessionRef.ts";

/** A reference to a session out of a value from anywhere; undefined for anything else. */
export function parseSessionRef(value: unknown): SessionRef | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { accountId, chatbotId, id } = value as Record<string, unknown>;
  return typeof accountId === "string" && typeof chatbotId === "string" && typeof id === "string"
    ? { accountId, chatbotId, id }
    : undefined;
}
