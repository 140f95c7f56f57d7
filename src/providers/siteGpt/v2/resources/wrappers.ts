import { isRecord } from "../../../../core/wire/json.ts";

/** The object in a payload under whatever key, or the payload itself where it is the object. */
export function firstRecordIn(data: unknown): unknown {
  if (!isRecord(data) || "id" in data) return data;
  return Object.values(data).find((value) => isRecord(value) && "id" in value) ?? data;
}
