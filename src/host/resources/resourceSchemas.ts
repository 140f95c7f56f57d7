import * as vscode from "vscode";
import { toContent } from "../adapters/documentFiles.ts";
import { findKind, type FindKindDeps } from "./findKind.ts";
import { resourceScheme } from "../refs/resourceScheme.ts";
import { shownKinds } from "./shownKinds.ts";
import { translatedSchema, writeValue } from "./resourceValues.ts";

export type ResourceSchemasDeps = FindKindDeps;

/** `package.json` says for which documents VS Code reads `parley://schemas/<kind>.json`. */
const authority = "schemas";

/** The schema at an address; undefined for addresses of other things. */
export async function readSchema(
  deps: ResourceSchemasDeps,
  uri: vscode.Uri,
): Promise<Uint8Array | undefined> {
  if (uri.scheme !== resourceScheme || uri.authority !== authority) return undefined;
  const kindId = uri.path.slice(1).replace(/\.json$/, "");
  for (const { id: accountId, provider } of await deps.accounts.list()) {
    if (!(await shownKinds(provider)).some(({ id }) => id === kindId)) continue;
    const { kind } = await findKind(deps, { accountId, kindId });
    return toContent(writeValue(translatedSchema(kind.schema)));
  }
  throw vscode.FileSystemError.FileNotFound(uri);
}
