import {
  array,
  type InferOutput,
  literal,
  maxLength,
  object,
  picklist,
  pipe,
  safeParse,
  string,
  variant,
  optional,
} from "valibot";

/** The longest text that a panel may send, in UTF-16 units. */
const longestText = 1_000_000;

const text = pipe(string(), maxLength(longestText));
const id = pipe(string(), maxLength(1000));

const commandSchema = variant("type", [
  object({ type: literal("ready") }),
  object({ type: literal("ask"), text }),
  object({ type: literal("stop") }),
  object({ type: literal("retry") }),
  object({ type: literal("reload") }),
  object({ type: literal("change-draft"), text }),
  object({ type: literal("detach"), id }),
  object({ type: literal("show-attachment"), id }),
  object({ type: literal("choose-recipe"), recipeId: optional(id) }),
  object({ type: literal("copy"), text }),
  object({ type: literal("insert-code"), text }),
  object({ type: literal("new-file"), text, language: id }),
  object({ type: literal("open-link"), url: pipe(string(), maxLength(4000)) }),
  object({ type: literal("open-source"), key: id, sourceId: id }),
  object({
    type: literal("react"),
    key: id,
    reaction: picklist(["positive", "negative", "neutral"]),
  }),
  object({ type: literal("delete-messages"), keys: pipe(array(id), maxLength(1000)) }),
  object({ type: literal("escalate"), reason: optional(text) }),
  object({
    type: literal("mend"),
    action: picklist(["set-key", "open-settings", "show-log", "open-website"]),
  }),
]);

/** What a panel may ask of the host. There is nothing else. */
export type PanelCommand = InferOutput<typeof commandSchema>;

/** Checks a message from a webview; undefined for anything that is not a command. */
export function parseCommand(message: unknown): PanelCommand | undefined {
  const result = safeParse(commandSchema, message);
  return result.success ? result.output : undefined;
}
