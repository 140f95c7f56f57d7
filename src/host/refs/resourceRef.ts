import * as vscode from "vscode";
import { wholeAccount } from "../../core/resources.ts";
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

/**
 * The address of a document: `parley:/<account>/<chatbot>/<kind>/<title>.json?<account>/<chatbot>/<id>`. The folders are
 * names for people, in breadcrumbs and tabs; what is meant stands behind them. A long text is a `.md`, its member the
 * last of the query.
 * @param above names of the account and, unless the whole of it is meant, of the chatbot
 */
export function toUri(
  { ref: { accountId, kindId, chatbotId, id }, member }: ResourceDocumentRef,
  title: string,
  above: readonly string[],
): vscode.Uri {
  const ids = [accountId, chatbotId, id, ...(member === undefined ? [] : [member])];
  const folders = [...above.map((name) => segment(name) || "…"), kindId];
  const extension = member === undefined ? "json" : "md";
  return vscode.Uri.from({
    scheme: resourceScheme,
    path: `/${folders.join("/")}/${segment(title) || kindId}.${extension}`,
    query: ids.map(encodeURIComponent).join("/"),
  });
}

/** What a document shows; undefined for other addresses. The names in it do not matter, but that of the kind. */
export function toDocumentRef(uri: vscode.Uri): ResourceDocumentRef | undefined {
  if (uri.scheme !== resourceScheme || uri.authority !== "") return undefined;
  const folders = uri.path.split("/").slice(1, -1);
  if (uri.query === "") {
    // Tabs of 0.1.0 have `parley:/<account>/<kind>/<chatbot>/<id>[/<member>]/<title>`.
    const [accountId = "", kindId = "", ...below] = folders.map(decode);
    return toRefOf(kindId, [accountId, ...below]);
  }
  const ids = uri.query.split("/").map(decode);
  return folders.length === foldersOf(ids[1]) ? toRefOf(folders.at(-1) ?? "", ids) : undefined;
}

/** @param ids of the account, the chatbot, the resource and, where one is meant, its member */
function toRefOf(kindId: string, ids: readonly string[]): ResourceDocumentRef | undefined {
  const [accountId = "", chatbotId = "", id = "", member] = ids;
  if (ids.length < 3 || ids.length > 4 || [kindId, ...ids].includes("")) return undefined;
  const ref = { accountId, kindId, chatbotId, id };
  return member === undefined ? { ref } : { ref, member };
}

/** True for a folder above documents. */
export function isFolder(uri: vscode.Uri): boolean {
  const depth = uri.path.split("/").length - 2;
  if (uri.query === "") return depth < 4;
  return depth < foldersOf(uri.query.split("/").map(decode)[1]);
}

/** In how many folders a document is. */
function foldersOf(chatbotId: string | undefined): number {
  return chatbotId === wholeAccount ? 2 : 3;
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

/** A name as a part of a path, where no part may be `.` or `..`. */
function segment(name: string): string {
  return name
    .replaceAll(/[/\\\p{C}]/gu, " ")
    .trim()
    .replace(/^\.+$/, "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an address of ours.
    return "";
  }
}
