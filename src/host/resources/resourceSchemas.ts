import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import { findKind } from "./findKind.ts";
import { resourceScheme } from "./resourceFiles.ts";
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
  const accounts = await container.accounts.list();
  const account = accounts.find(({ provider }) =>
    provider.resourceKinds?.some(({ id }) => id === kindId),
  );
  if (!account) throw vscode.FileSystemError.FileNotFound(uri);
  const { kind } = await findKind(container, { accountId: account.id, kindId });
  return new TextEncoder().encode(writeValue(translatedSchema(kind.schema)));
}
