import type { UploadLimits } from "../resources.ts";
import { looksSecret } from "../secrets.ts";

/** Whether a file can go to a service, and under which name. */
export type FileVerdict =
  | { readonly kind: "fits"; readonly name: string }
  | { readonly kind: "secret"; readonly name: string }
  | { readonly kind: "empty" | "too-large" | "too-long" | "wrong-type" };

/** Why a file is not sent. */
export type HeldBackReason =
  | Exclude<FileVerdict["kind"], "fits">
  | "outside"
  | "unreadable"
  | "same-name";

const startLength = 64 * 1024;

/** Decides about a file before anything of it leaves. @param path with `/` between folders */
export function judgeFile(path: string, content: Uint8Array, limits: UploadLimits): FileVerdict {
  if (content.byteLength === 0) return { kind: "empty" };
  if (content.byteLength > limits.maxBytes) return { kind: "too-large" };
  const { maxCharacters } = limits;
  if (maxCharacters !== undefined && countCharacters(content) > maxCharacters)
    return { kind: "too-long" };
  const isText = startsAsText(content);
  const name = nameFor(path.split("/").at(-1) ?? path, isText, limits);
  if (name === undefined) return { kind: "wrong-type" };
  const text = isText ? new TextDecoder().decode(content) : "";
  return { kind: looksSecret(path, text) ? "secret" : "fits", name };
}

function countCharacters(content: Uint8Array): number {
  return Array.from(new TextDecoder().decode(content)).length;
}

/** Services know no folders, and files of the same name must not be taken for one. */
export function flatName(path: string, name: string): string {
  return [...path.split("/").slice(0, -1), name].join("__");
}

/** In lower case without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

function nameFor(
  name: string,
  isText: boolean,
  { extensions, textExtension }: UploadLimits,
): string | undefined {
  if (!extensions || extensions.includes(extensionOf(name))) return name;
  return isText && textExtension !== undefined ? `${name}.${textExtension}` : undefined;
}

function startsAsText(content: Uint8Array): boolean {
  const start = content.subarray(0, startLength);
  if (start.includes(0)) return false;
  try {
    // A character may be cut at the end of the start, which streaming forgives.
    new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}
