import {
  array,
  fallback,
  looseObject,
  number,
  optional,
  record,
  string,
  unknown,
  type InferOutput,
} from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { flag, idList, text } from "../wire.ts";

const decimal = fallback(optional(number()), undefined);
const objects = fallback(optional(array(record(string(), unknown()))), undefined);

/** An agent (2.2). What its type does not have may be missing. */
export const agentSchema = looseObject({
  uuid: anyId,
  name: fallback(string(), ""),
  description: text,
  prompt: text,
  type: text,
  enabled: flag,
  meta: fallback(
    looseObject({
      model: text,
      temperature: decimal,
      /** Also outside of its documented range (trap 8). */
      bias: decimal,
      /** Spelled like this (trap 8). */
      stickness: decimal,
      default_message: text,
      /** An array, and no source tags (trap 10). */
      tags: objects,
      use_all_sources: flag,
    }),
    {},
  ),
  data_source_uuids: idList,
  human_escalation_settings: fallback(
    optional(looseObject({ notifications_enabled: flag, sound_enabled: flag })),
    undefined,
  ),
  tool_functions: objects,
  variables: objects,
});

/** One agent as read. */
export type WireAgent = InferOutput<typeof agentSchema>;
