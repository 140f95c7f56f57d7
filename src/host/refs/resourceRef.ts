import * as vscode from "vscode";
import { resourceScheme } from "./resourceScheme.ts";

/** Which resource of which chatbot is meant. */
export interface ResourceRef {
  readonly accountId: string;
  readonly kindId: string;
  readonly chatbotId: string;
  readonly id: string;
}

/** A resource, and what the user knows it by. */
export interface NamedResource {
  readonly ref: ResourceRef;
  readonly title: string;
}

/** A document: a whole resource as JSON, or one long text of it as Markdown. */
export interface ResourceDocumentRef {
  readonly ref: ResourceRef;
  /** The name of the text's member. */
  readonly member?: string;
}

/** The address of a resource's document: `parley:/<account>/<kind>/<chatbot>/<id>/<title>.json`. */
export function toUri(ref: ResourceRef, title: string): vscode.Uri {
  return uriOf(ref, [], title, "json");
}

/** The address of a long text: `parley:/<account>/<kind>/<chatbot>/<id>/<member>/<title>.md`. */
export function toTextUri(ref: ResourceRef, member: string, title: string): vscode.Uri {
  return uriOf(ref, [member], title, "md");
}

function uriOf(
  { accountId, kindId, chatbotId, id }: ResourceRef,
  more: readonly string[],
  title: string,
  extension: string,
): vscode.Uri {
  const name = title.replaceAll(/[/\\\p{C}]/gu, " ").trim() || kindId;
  const ids = [accountId, kindId, chatbotId, id, ...more].map(encodeURIComponent);
  return vscode.Uri.from({
    scheme: resourceScheme,
    path: `/${ids.join("/")}/${name}.${extension}`,
  });
}

/** What a document shows; undefined for other addresses. The title in it does not matter. */
export function toDocumentRef(uri: vscode.Uri): ResourceDocumentRef | undefined {
  if (uri.scheme !== resourceScheme || uri.authority !== "") return undefined;
  const segments = uri.path.split("/").slice(1, -1).map(decode);
  const [accountId = "", kindId = "", chatbotId = "", id = "", member] = segments;
  if (segments.length < 4 || segments.length > 5 || segments.includes("")) return undefined;
  const ref = { accountId, kindId, chatbotId, id };
  return member === undefined ? { ref } : { ref, member };
}

/** The resource whose JSON document this is. */
export function toRef(uri: vscode.Uri): ResourceRef | undefined {
  const document = toDocumentRef(uri);
  return document?.member === undefined ? document?.ref : undefined;
}

/** What a tab calls a document, without its extension. */
export function titleOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
}

/** Tells resources apart, whatever they are called. */
export function resourceKey({ accountId, kindId, chatbotId, id }: ResourceRef): string {
  return JSON.stringify([accountId, kindId, chatbotId, id]);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not an address of ours.
    return "";
  }
}
