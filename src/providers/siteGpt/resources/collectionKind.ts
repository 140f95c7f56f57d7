import { unknown } from "valibot";
import { ChatError } from "../../../core/errors.ts";
import {
  type ActionDeclaration,
  type DeclaredKind,
  declareKind,
} from "../../../core/declareKind.ts";
import { path } from "../../../core/http/path.ts";
import {
  changedMembers,
  type MemberSchema,
  type Resource,
  type ResourceAddress,
  type ResourceKindInfo,
  type ResourceValue,
} from "../../../core/resources.ts";
import { isRecord } from "../../../core/wire/json.ts";
import { listOf, parse, type Schema } from "../../../core/wire/schema.ts";
import { firstKnown, read } from "../calls.ts";
import type { KindContext } from "./context.ts";
import { membersOf, valueSchema } from "./members.ts";

type Segments = readonly [string, ...string[]];

/** An element of a list as read. */
interface Item {
  readonly id: string;
  readonly title?: string | null | undefined;
}

/** What differs between the lists of a chatbot that are added to, changed and deleted from (sections 6, 10, 11, 12). */
export interface Collection extends Pick<ResourceKindInfo, "id" | "title"> {
  /** Of the way to make one. */
  readonly label: string;
  readonly properties: Readonly<Record<string, MemberSchema>>;
  /** What none can be made without. */
  readonly required: readonly string[];
  readonly item: Schema<Item>;
  /** Below the chatbot, the documented path first; the others are tried when it is not known (trap 21). */
  readonly readsFrom: Segments;
  readonly writesTo: Segments;
  /** Under which of these keys a list comes (trap 10). */
  readonly listKeys: Segments;
  /** Under which key a single one comes; without it, it comes bare, and adding one tells no id (traps 9 and 10). */
  readonly wrapper?: string;
  readonly actions?: readonly ActionDeclaration<KindContext>[];
  /** Adds one where that is more than sending its value. @returns the payload */
  readonly add?: (
    context: KindContext,
    at: string,
    value: ResourceValue,
    signal: AbortSignal,
  ) => Promise<unknown>;
  readonly onChanged?: (context: KindContext, chatbotId: string) => void;
}

/** The kind that a collection makes. */
export function collectionKind(collection: Collection): DeclaredKind<KindContext> {
  const { id: kindId, title, label, properties, required, item, wrapper, actions } = collection;
  const { onChanged = () => undefined } = collection;
  const {
    add = async ({ http }, at, json, signal) =>
      read(http, unknown(), { method: "POST", path: at, json }, signal),
  } = collection;

  const listAll = async (
    { http }: KindContext,
    chatbotId: string,
    signal: AbortSignal,
  ): Promise<readonly Item[]> =>
    firstKnown(collection.readsFrom, async (segment) => {
      const at = below(chatbotId, segment);
      const data = await read(http, unknown(), { method: "GET", path: at }, signal);
      return parse(listOf(item), listIn(data, collection.listKeys), at, (problems) =>
        http.tolerance.leaveOut(at, problems),
      );
    });

  const toItem = (data: unknown, what: string): Item =>
    parse(item, wrapper !== undefined && isRecord(data) ? data[wrapper] : data, what);

  const readOne = async (
    { http }: KindContext,
    { chatbotId, id }: ResourceAddress,
    signal: AbortSignal,
  ) =>
    firstKnown(collection.readsFrom, async (segment) => {
      const at = below(chatbotId, segment) + path`/${id}`;
      return toItem(await read(http, unknown(), { method: "GET", path: at }, signal), at);
    });

  return declareKind<KindContext>({
    id: kindId,
    title,
    group: "behaviour",
    schema: valueSchema(properties, ["id"]),

    async list(context, { chatbotId }, signal) {
      return (await listAll(context, chatbotId, signal)).map(toResource);
    },

    async read(context, address, signal) {
      return membersOf({ ...(await readOne(context, address, signal)) }, properties);
    },

    creations: [
      {
        id: kindId,
        label,
        schema: valueSchema(
          Object.fromEntries(Object.entries(properties).filter(([, member]) => !member.readOnly)),
          required,
        ),
        async create(context, { chatbotId }, value, signal) {
          const before = wrapper === undefined ? await listAll(context, chatbotId, signal) : [];
          const data = await firstKnown(collection.writesTo, async (segment) =>
            add(context, below(chatbotId, segment), value, signal),
          );
          onChanged(context, chatbotId);
          if (wrapper !== undefined) return toResource(toItem(data, label));
          return toResource(
            findNew(before, await listAll(context, chatbotId, signal), value["title"]),
          );
        },
      },
    ],

    async update(context, address, { before, after }, signal) {
      const { chatbotId, id } = address;
      const json = changedMembers(before, after);
      await firstKnown(collection.writesTo, async (segment) => {
        const at = below(chatbotId, segment) + path`/${id}`;
        await context.http.confirm({ method: "PATCH", path: at, json }, signal);
      });
      onChanged(context, chatbotId);
      return membersOf({ ...(await readOne(context, address, signal)) }, properties);
    },

    async remove(context, { chatbotId }, ids, signal) {
      for (const id of ids) {
        await firstKnown(collection.writesTo, async (segment) => {
          const at = below(chatbotId, segment) + path`/${id}`;
          await context.http.confirm({ method: "DELETE", path: at }, signal);
        });
        onChanged(context, chatbotId);
      }
    },

    ...(actions && { actions }),
  });
}

/** The list in a payload under one of its keys, or all of the payload; empty where there is nothing (trap 16). */
function listIn(data: unknown, keys: readonly string[]): unknown {
  if (!isRecord(data)) return data ?? [];
  const found = keys.map((key) => data[key]).find(Array.isArray);
  const isEmpty = Object.values(data).every((value) => value === null);
  return found ?? (isEmpty ? [] : data);
}

/** What a list has now and had not before: where adding tells no id (trap 9). Throws `bad-reply`. */
export function findNew<T extends Item>(
  before: readonly T[],
  after: readonly T[],
  title: unknown,
): T {
  const known = new Set(before.map(({ id }) => id));
  const fresh = after.filter(({ id }) => !known.has(id));
  // Somebody else may have added another one in the meantime.
  const found = fresh.findLast((one) => one.title === title) ?? fresh.at(-1);
  if (!found) throw new ChatError("bad-reply", "what was added is not in the list");
  return found;
}

function below(chatbotId: string, segment: string): string {
  return `${path`/api/v0/chatbots/${chatbotId}`}/${segment}`;
}

function toResource({ id, title }: Item): Resource {
  return { id, title: title || id };
}
