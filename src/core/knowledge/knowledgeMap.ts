import {
  array,
  check,
  type InferOutput,
  maxLength,
  minLength,
  object,
  optional,
  pipe,
  safeParse,
  strictObject,
  string,
} from "valibot";
import { reasonOf } from "../errors.ts";

const maxTargets = 50;
const maxGlobs = 100;

/** A glob inside the workspace folder: relative, with `/`, and never upwards. */
const glob = pipe(
  string(),
  minLength(1),
  maxLength(500),
  check(
    (text) => !/^(?:[/\\]|[a-z]:)/i.test(text) && !text.split(/[/\\]/).includes(".."),
    "A glob must stay inside the workspace folder.",
  ),
);

const targetSchema = strictObject({
  account: pipe(string(), minLength(1)),
  chatbot: pipe(string(), minLength(1)),
  include: pipe(array(glob), minLength(1), maxLength(maxGlobs)),
  exclude: optional(pipe(array(glob), maxLength(maxGlobs)), []),
});

const mapSchema = object({ chatbots: pipe(array(targetSchema), maxLength(maxTargets)) });

/** Which files of a workspace a chatbot is to know. */
export type KnowledgeTarget = InferOutput<typeof targetSchema>;

/** What `.parley/knowledge.json` says; a sentence when it cannot be read. It holds no key and no address. */
export function readKnowledgeMap(text: string): readonly KnowledgeTarget[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return reasonOf(error);
  }
  const result = safeParse(mapSchema, value);
  if (result.success) return result.output.chatbots;
  const [issue] = result.issues;
  const place = issue.path?.map(({ key }) => String(key)).join(".") ?? "";
  return [place, issue.message].filter(Boolean).join(": ");
}
