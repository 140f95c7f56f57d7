import { ChatError } from "../../../src/core/errors.ts";
import { isShared } from "../../../src/core/knowledge/itemResults.ts";
import type { ErrorKind } from "../../../src/core/model.ts";
import {
  type CreatedResource,
  type ItemResult,
  type ResourceKind,
  type ResourceScope,
  type ResourceValue,
  wholeAccount,
} from "../../../src/core/resources.ts";
import { noSignal, type OpenProvider } from "../openProvider.ts";
import type { Place } from "./place.ts";

/** What Parley reads of an answer, whatever its content type says. */
export type Format =
  /** One JSON document with what the call cannot do without. */
  | "json"
  /** JSON objects back to back. */
  | "json-sequence"
  /** Any text. */
  | "text"
  /** Only whether it worked: nothing, JSON that does not say no, or a word. */
  | "success"
  /** Bytes, or a hint that can be missing: whatever is no web page. */
  | "anything";

/** One endpoint of a service's API: a row of docs/API-COVERAGE.md, and a test that Parley really calls it. */
export interface Endpoint {
  /** In the service's reference, e.g. `4.18`. */
  readonly section: string;
  /** Method and path with `{name}` where a segment varies, e.g. `GET /api/v1/chatbot/{uuid}`. */
  readonly call: string;
  /** True for an address that is a secret itself: no key is sent there, so none can be refused. */
  readonly isSigned?: true;
  /** Asks until the user has done something elsewhere, also after a lost connection (RFC 8628, section 3.5). */
  readonly isPolled?: true;
  /** `json` by default. */
  readonly reads?: Format;
  /** True where what failed is told beside what did not, as `ItemResult`. */
  readonly isTold?: true;
  /** Where the user finds it. */
  readonly where: readonly Place[];
  /** Makes the call the way that the place makes it. Throws when the service refuses. */
  readonly run: (open: OpenProvider) => Promise<unknown>;
  /** The change that it saves, where that is what it is for. */
  readonly saves?: SavedChange;
}

/** A change of a resource to try. */
export interface SavedChange {
  readonly kindId: string;
  readonly change: ResourceValue;
  /** What is sent, where that is not the change itself. */
  readonly sends?: ResourceValue;
  /** What is sent along as it is, where a service replaces everything at once. */
  readonly together?: readonly string[];
}

/** A path without the names of its varying segments. */
export const shapeOf = (path: string): string => path.replaceAll(/\{\w+\}/g, "{}");

/** Matches the method and path of a request to an endpoint. */
export function patternOf({ call }: Endpoint): RegExp {
  return new RegExp(`^${shapeOf(call).replaceAll("{}", "[^/]+")}$`);
}

/** The bot of the test. */
export function scopeOf({ bot }: OpenProvider): ResourceScope {
  return { chatbotId: bot.id };
}

/** What belongs to no single chatbot. */
export const accountScope: ResourceScope = { chatbotId: wholeAccount };

/** The kind with this id. */
export function kindOf({ provider }: OpenProvider, id: string): ResourceKind {
  const found = provider.resources.find((kind) => kind.id === id);
  if (!found) throw new Error(`no kind ${id}`);
  return found;
}

/** Makes a resource. @param wayId of the creation; the first one by default */
export async function create(
  open: OpenProvider,
  kindId: string,
  value: ResourceValue,
  wayId?: string,
  scope = scopeOf(open),
): Promise<CreatedResource> {
  const way = kindOf(open, kindId).creations?.find(({ id }) => id === (wayId ?? id));
  if (!way) throw new Error(`no creation of ${kindId}`);
  return way.create(scope, value, noSignal);
}

/** Reads a resource, changes some members, and updates it. */
export async function change(
  open: OpenProvider,
  kindId: string,
  id: string,
  members: ResourceValue,
  scope = scopeOf(open),
): Promise<void> {
  const kind = kindOf(open, kindId);
  if (!kind.update) throw new Error(`${kindId} cannot be updated`);
  const before = await kind.read({ ...scope, id }, noSignal);
  await kind.update({ ...scope, id }, { before, after: { ...before, ...members } }, noSignal);
}

/** Deletes resources. */
export async function remove(
  open: OpenProvider,
  kindId: string,
  ids: readonly string[],
  scope = scopeOf(open),
): Promise<void> {
  const kind = kindOf(open, kindId);
  if (!kind.remove) throw new Error(`${kindId} cannot be removed`);
  await kind.remove(scope, ids, noSignal);
}

/** Adds a page. Throws `rejected` for what is told beside it: of an `ItemResult` the kind is not known any more. */
export async function addUrl(open: OpenProvider, kindId: string, url: string): Promise<void> {
  throwTold(await kindOf(open, kindId).addUrls?.(scopeOf(open), [url], noSignal));
}

/** Throws `rejected` for what was told of items. */
export function throwTold(results: readonly ItemResult[] = []): void {
  for (const { error } of results) if (error !== undefined) throw new ChatError("rejected", error);
}

/** How an endpoint tells a failure of this kind. */
export function toldAs({ isSigned, isTold }: Endpoint, kind: ErrorKind): ErrorKind {
  const isAboutKey = kind === "bad-key" || kind === "forbidden";
  if (isSigned && isAboutKey) return "rejected";
  return isTold && !isShared(new ChatError(kind, "")) ? "rejected" : kind;
}

/** A text as a file. */
export function textFile(name: string, text: string, type = "text/plain") {
  return { name, type, content: new TextEncoder().encode(text) };
}
