import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { findKind } from "./findKind.ts";
import { resourceScheme } from "./resourceFiles.ts";
import { shownKinds } from "./shownKinds.ts";
import { translatedSchema, writeValue } from "./resourceValues.ts";

/** `package.json` says for which documents VS Code reads `parley://schemas/<kind>.json`. */
const authority = "schemas";

/** The schema at an address; undefined for addresses of other things. */
export async function readSchema(
  container: Container,
  uri: vscode.Uri,
): Promise<Uint8Array | undefined> {
  if (uri.scheme !== resourceScheme || uri.authority !== authority) return undefined;
  const kindId = uri.path.slice(1).replace(/\.json$/, "");
  for (const { id: accountId, provider } of await container.accounts.list()) {
    if (!(await shownKinds(provider)).some(({ id }) => id === kindId)) continue;
    const { kind } = await findKind(container, { accountId, kindId });
    return new TextEncoder().encode(writeValue(translatedSchema(kind.schema)));
  }
  throw vscode.FileSystemError.FileNotFound(uri);
}
