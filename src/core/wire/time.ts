import type { Timestamp } from "../model.ts";

/** Reads an ISO 8601 time; one without a zone means UTC. Undefined for anything unreadable. */
export function parseTime(value: unknown): Timestamp | undefined {
  if (typeof value !== "string") return undefined;
  const hasZone = /(?:[zZ]|[+-]\d\d:?\d\d)$/.test(value);
  const time = Date.parse(hasZone || !value.includes("T") ? value : `${value}Z`);
  return Number.isNaN(time) ? undefined : time;
}
