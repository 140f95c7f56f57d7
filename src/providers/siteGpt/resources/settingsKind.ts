import { looseObject } from "valibot";
import { anyId } from "../../../core/wire/schema.ts";
import { type DeclaredKind, declareKind } from "../../../core/declareKind.ts";
import type { HttpClient } from "../../../core/http/client.ts";
import { path } from "../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type ResourceKindInfo,
  type ResourceScope,
  type ResourceValue,
} from "../../../core/resources.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { read } from "../calls.ts";
import { open, text } from "../wire.ts";
import type { KindContext } from "./context.ts";
import { hideText } from "./hideText.ts";
import { present, valueSchema } from "./members.ts";

/** A chatbot with everything that its settings hold (3.5). */
const chatbotSchema = looseObject({
  chatbot: looseObject({ id: anyId, title: text, settings: open }),
});

/** One of the calls that change a chatbot's settings (5.1 and section 13). */
export interface Settings extends Pick<ResourceKindInfo, "id" | "title"> {
  /** The end of its path below the chatbot. */
  readonly segment: string;
  readonly properties: Readonly<Record<string, MemberSchema>>;
  /** By member: where Fetch Chatbot has it, if not under its own name in `settings` (trap 12). */
  readonly readFrom?: ReadonlyMap<string, readonly string[]>;
  /** Members that are told and never shown. */
  readonly secrets?: readonly string[];
  /** What is sent for the changed members, if not just them. */
  readonly toBody?: (changed: ResourceValue, current: ResourceValue) => ResourceValue;
}

/** Reads the whole chatbot: there is no call for its settings alone (4.3). */
export async function readChatbot(http: HttpClient, chatbotId: string, signal: AbortSignal) {
  const call = { method: "GET", path: path`/api/v0/chatbots/${chatbotId}` } as const;
  return (await read(http, chatbotSchema, call, signal)).chatbot;
}

/** The kind that a chatbot has one of, read from Fetch Chatbot and written by a call of its own. */
export function settingsKind(settings: Settings): DeclaredKind<KindContext> {
  const { id, title, segment, properties, readFrom, secrets = [], toBody } = settings;
  const names = Object.keys(properties).filter((name) => !secrets.includes(name));

  const readValue = async (
    { http }: KindContext,
    { chatbotId }: ResourceScope,
    signal: AbortSignal,
  ): Promise<ResourceValue> => {
    const chatbot = await readChatbot(http, chatbotId, signal);
    const places = names.map((name) => [name, readFrom?.get(name) ?? ["settings", name]] as const);
    const value = present(
      Object.fromEntries(places.map(([name, place]) => [name, findAt(chatbot, place)])),
    );
    // Whoever knows the address of a webhook may write to it (trap 27).
    hideText(value["webhookUrl"]);
    return value;
  };

  return declareKind<KindContext>({
    id,
    title,
    group: "settings",
    isSingle: true,
    schema: valueSchema(properties),

    async list({ http }, { chatbotId }, signal) {
      const chatbot = await readChatbot(http, chatbotId, signal);
      return [{ id: chatbotId, title: chatbot.title || chatbotId }];
    },

    read: readValue,

    async update(context, address, { before, after }, signal) {
      const changed = changedMembers(before, after);
      for (const name of ["webhookUrl", ...secrets]) hideText(changed[name]);
      const json = toBody ? toBody(changed, await readValue(context, address, signal)) : changed;
      const at = `${path`/api/v0/chatbots/${address.chatbotId}`}/${segment}`;
      await context.http.confirm({ method: "PATCH", path: at, json }, signal);
      return readValue(context, address, signal);
    },
  });
}

function findAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  return isRecord(value) ? findAt(value[name], rest) : undefined;
}
