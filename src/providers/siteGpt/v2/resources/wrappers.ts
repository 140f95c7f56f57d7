import { isRecord } from "../../../../core/wire/json.ts";

/** The list in a payload under whatever key: that of some calls is not documented (section 3). */
export function firstListIn(data: unknown): unknown {
  if (!isRecord(data)) return data;
  return Object.values(data).find(Array.isArray) ?? data["items"];
}

/** The object in a payload under whatever key, or the payload itself where it is the object. */
export function firstRecordIn(data: unknown): unknown {
  if (!isRecord(data) || "id" in data) return data;
  return Object.values(data).find((value) => isRecord(value) && "id" in value) ?? data;
}
