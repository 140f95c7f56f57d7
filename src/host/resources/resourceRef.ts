import * as vscode from "vscode";
import { resourceScheme } from "./resourceFiles.ts";

/** Which resource of which chatbot is meant. */
export interface ResourceRef {
  readonly accountId: string;
  readonly kindId: string;
  readonly chatbotId: string;
  readonly id: string;
}

/** The address of a resource's document: `parley:/<account>/<kind>/<chatbot>/<id>/<title>.json`. */
export function toUri(ref: ResourceRef, title: string): vscode.Uri {
  const { accountId, kindId, chatbotId, id } = ref;
  const name = title.replaceAll(/[/\\\p{C}]/gu, " ").trim() || kindId;
  const ids = [accountId, kindId, chatbotId, id].map(encodeURIComponent);
  return vscode.Uri.from({
    scheme: resourceScheme,
    path: `/${ids.join("/")}/${name}.json`,
  });
}

/** The resource of a document; undefined for other addresses. The title in it does not matter. */
export function toRef(uri: vscode.Uri): ResourceRef | undefined {
  if (uri.scheme !== resourceScheme || uri.authority !== "") return undefined;
  const segments = uri.path.split("/");
  if (segments.length !== 6) return undefined;
  const [accountId = "", kindId = "", chatbotId = "", id = ""] = segments.slice(1).map(decode);
  return [accountId, kindId, chatbotId, id].includes("")
    ? undefined
    : { accountId, kindId, chatbotId, id };
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
