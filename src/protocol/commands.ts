import {
  array,
  type InferOutput,
  integer,
  literal,
  maxLength,
  minValue,
  number,
  object,
  picklist,
  pipe,
  safeParse,
  string,
  variant,
  optional,
} from "valibot";
import { maxDroppedFiles, maxLinkLength, maxQueryLength, maxTextLength } from "./limits.ts";

const text = pipe(string(), maxLength(maxTextLength));
const id = pipe(string(), maxLength(1000));
const address = pipe(string(), maxLength(4000));
const link = pipe(string(), maxLength(maxLinkLength));
const query = pipe(string(), maxLength(maxQueryLength));
const place = pipe(number(), integer(), minValue(0));

const commandSchema = variant("type", [
  object({ type: literal("ready") }),
  object({ type: literal("ask"), text }),
  object({ type: literal("unqueue"), id }),
  object({ type: literal("send-next") }),
  object({ type: literal("stop") }),
  object({ type: literal("stop-looking") }),
  object({ type: literal("retry"), key: id }),
  object({ type: literal("ask-again"), key: id }),
  object({ type: literal("edit-question"), key: id }),
  object({ type: literal("reload") }),
  object({ type: literal("change-draft"), text }),
  object({ type: literal("detach"), id }),
  object({ type: literal("show-attachment"), id }),
  object({ type: literal("attach") }),
  object({
    type: literal("attach-uris"),
    uris: pipe(array(link), maxLength(maxDroppedFiles)),
    /** How many more were dropped. */
    leftOut: place,
  }),
  object({ type: literal("attach-path"), path: address }),
  object({ type: literal("find-files"), request: place, query }),
  object({ type: literal("find-prompts"), request: place, query }),
  object({ type: literal("use-prompt"), id: address }),
  object({ type: literal("choose-chat") }),
  object({ type: literal("choose-recipe"), recipeId: optional(id) }),
  object({ type: literal("copy"), key: id }),
  object({ type: literal("send-to-chat"), key: id }),
  object({ type: literal("continue-with-model"), key: id }),
  object({ type: literal("stop-continuing"), key: id }),
  // Code is named by its place, counted from 0 in its message: the host has the text itself.
  object({ type: literal("copy-code"), key: id, block: place }),
  object({ type: literal("apply-code"), key: id, block: place }),
  object({ type: literal("insert-code"), key: id, block: place }),
  object({ type: literal("replace-selection"), key: id, block: place }),
  object({ type: literal("new-file"), key: id, block: place, language: id }),
  object({ type: literal("run-in-terminal"), key: id, block: place }),
  object({ type: literal("compare"), key: id, block: place, language: id }),
  object({ type: literal("open-link"), url: link, label: optional(address) }),
  object({ type: literal("open-session"), id }),
  object({ type: literal("open-source"), key: id, sourceId: id }),
  object({
    type: literal("react"),
    key: id,
    reaction: picklist(["positive", "negative", "neutral"]),
  }),
  object({ type: literal("teach"), key: id }),
  object({ type: literal("delete-messages"), keys: pipe(array(id), maxLength(1000)) }),
  object({ type: literal("escalate"), reason: optional(text) }),
  object({ type: literal("reply-as-human") }),
  object({ type: literal("change-font-size"), by: picklist([-1, 1]) }),
  object({
    type: literal("error-action"),
    action: picklist(["set-key", "open-settings", "show-log", "open-website"]),
  }),
]);

/** The types of all commands. */
export const panelCommandTypes = commandSchema.options.map(({ entries }) => entries.type.literal);

/** What a panel may ask of the host. There is nothing else. */
export type PanelCommand = InferOutput<typeof commandSchema>;

/** Checks a message from a webview; undefined for anything that is not a command. */
export function parseCommand(message: unknown): PanelCommand | undefined {
  const result = safeParse(commandSchema, message);
  return result.success ? result.output : undefined;
}
