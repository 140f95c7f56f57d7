import {
  fallback,
  looseObject,
  number,
  optional,
  pipe,
  string,
  transform,
  union,
  unknown,
  type InferOutput,
} from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { text } from "../wire.ts";

/** Numbers also come as text (trap 13). */
const size = fallback(optional(union([number(), pipe(string(), transform(Number))])), undefined);

/** A data source (2.5). Types and statuses are open lists (traps 12 and 14). */
export const sourceSchema = looseObject({
  uuid: anyId,
  title: text,
  file_name: text,
  file_size: size,
  tokens: size,
  type: text,
  status: text,
  /** JSON text, or anything else (trap 11). */
  meta_json: optional(unknown()),
});

/** One data source as read. */
export type WireSource = InferOutput<typeof sourceSchema>;
