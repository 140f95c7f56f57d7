import * as vscode from "vscode";
import { mimeType } from "../../core/knowledge/mimeType.ts";
import type {
  ResourceAction,
  ResourceValue,
  UploadFile,
  UploadLimits,
} from "../../core/resources.ts";
import { tellUnreadable } from "../context/attachFile.ts";
import { translated } from "../text/translated.ts";
import { askMembers } from "./askMembers.ts";

/** What the user has given for an action or a new resource. */
interface Input {
  readonly value: ResourceValue;
  readonly file?: UploadFile;
}

/** Asks for the file and the members that something needs. Undefined when the user gives up. */
export async function askInput({
  label,
  schema,
  file: limits,
}: Pick<ResourceAction, "label" | "schema" | "file">): Promise<Input | undefined> {
  const title = translated(label);
  const file = limits && (await askFile(title, limits));
  if (limits && !file) return undefined;
  const value = schema ? await askMembers(title, schema) : {};
  return value && { value, ...(file && { file }) };
}

async function askFile(title: string, limits: UploadLimits): Promise<UploadFile | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      ...(limits.extensions && { filters: { [title]: [...limits.extensions] } }),
    })) ?? [];
  if (!uri) return undefined;
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  try {
    // Nothing that is too large is read.
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= limits.maxBytes) {
      const content = Uint8Array.from(await vscode.workspace.fs.readFile(uri));
      return { name, type: mimeType(name), content };
    }
  } catch (error) {
    return tellUnreadable(vscode.workspace.asRelativePath(uri), error);
  }
  const most = Math.floor(limits.maxBytes / 1000);
  void vscode.window.showWarningMessage(
    vscode.l10n.t("{0} is too large. The limit is {1} kB.", name, most),
  );
  return undefined;
}
