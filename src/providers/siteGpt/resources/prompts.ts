import { fallback, looseObject, nullish, number, unknown } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { refusal } from "../../../core/http/acknowledgement.ts";
import type { ResourceValue } from "../../../core/resources.ts";
import { classifyError, openEnvelope, read } from "../calls.ts";
import { text } from "../wire.ts";
import { assignAction } from "./assign.ts";
import { collectionKind } from "./collectionKind.ts";
import type { KindContext } from "./context.ts";
import { fixed } from "./members.ts";

/** What the chatbot is told to do (section 11); the product calls these instructions by now. */
export const prompts = collectionKind({
  id: "sitegpt-prompts",
  title: "Prompts",
  label: "Prompt",
  properties: {
    id: fixed("string"),
    title: { type: "string", minLength: 1, markdownDescription: "The name of the prompt." },
    description: { type: "string", markdownDescription: "What the prompt is for." },
    instructions: {
      type: "string",
      contentMediaType: "text/markdown",
      markdownDescription: "The instructions for the chatbot.",
    },
    temperature: {
      type: "number",
      minimum: 0,
      maximum: 1,
      markdownDescription:
        "Temperature, from 0 (most consistent) to 1 (most varied), in steps of 0.01.",
    },
  },
  required: ["title", "description", "instructions", "temperature"],
  item: looseObject({
    id: anyId,
    title: text,
    description: text,
    instructions: text,
    temperature: fallback(nullish(number()), undefined),
  }),
  readsFrom: ["settings/prompts"],
  writesTo: ["settings/prompts"],
  listKeys: ["prompts"],
  wrapper: "prompt",
  actions: [assignAction("prompts")],
  add,
});

/** Adds a prompt (11.2): its temperature is documented as text there, and as a number everywhere else (trap 13). */
async function add({ http }: KindContext, at: string, value: ResourceValue, signal: AbortSignal) {
  const call = { method: "POST", path: at } as const;
  const json = { ...value, temperature: String(value["temperature"]) };
  const first = await http.answer(unknown(), { ...call, json, accepts: [400] }, signal);
  if (first.status !== 400) return openEnvelope(unknown(), first.value, at);
  if (!JSON.stringify(first.value).includes("temperature"))
    throw refusal(400, first.value, at, classifyError);
  return await read(http, unknown(), { ...call, json: value }, signal);
}
