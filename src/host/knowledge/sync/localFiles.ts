import * as vscode from "vscode";
import type { LocalFile } from "../../../core/knowledge/compareKnowledge.ts";
import { flatName, type HeldBackReason, judgeFile } from "../../../core/knowledge/judgeFile.ts";
import type { KnowledgeTarget } from "../../../core/knowledge/knowledgeMap.ts";
import type { UploadLimits } from "../../../core/resources.ts";
import { excluding } from "../../../core/excluding.ts";
import { contentHash } from "./contentHash.ts";
import { isReallyInside } from "../realFile.ts";

/** The most files that one entry of a map may mean. */
const maxFiles = 5000;

/** The files of a workspace folder that a chatbot is to know, and those that are held back, with why. */
export interface LocalFiles {
  readonly files: readonly LocalFile[];
  readonly heldBack: readonly { readonly path: string; readonly reason: HeldBackReason }[];
}

/** A glob that means more files than are looked at. */
export class TooManyFiles extends Error {
  constructor(glob: string, most: number) {
    super(vscode.l10n.t("{0} matches more than {1} files.", glob, most));
    this.name = "TooManyFiles";
  }
}

/** Reads what the globs of a map mean now. Throws `TooManyFiles`. */
export async function readLocalFiles(
  folder: vscode.WorkspaceFolder,
  { include, exclude }: KnowledgeTarget,
  limits: UploadLimits,
): Promise<LocalFiles> {
  const wanted = await findAll(folder, include, exclude);
  const files: LocalFile[] = [];
  const heldBack: LocalFiles["heldBack"][number][] = [];
  for (const [path, uri] of wanted) {
    const judged = await judge(folder, path, uri, limits).catch((): HeldBackReason => {
      // It is locked, or has gone since it was found; what cannot be read must not look as if it had been removed.
      return "unreadable";
    });
    if (typeof judged === "string") heldBack.push({ path, reason: judged });
    else files.push(judged);
  }
  const byName = Map.groupBy(files, ({ name }) => name);
  // Of two with one name a service may keep either, and the other would count as sent.
  const isAlone = ({ name }: LocalFile): boolean => byName.get(name)?.length === 1;
  const others = files.filter((file) => !isAlone(file));
  heldBack.push(...others.map(({ path }) => ({ path, reason: "same-name" as const })));
  return { files: files.filter(isAlone), heldBack };
}

async function judge(
  folder: vscode.WorkspaceFolder,
  path: string,
  uri: vscode.Uri,
  limits: UploadLimits,
): Promise<LocalFile | HeldBackReason> {
  if (!(await isReallyInside(folder.uri, uri))) return "outside";
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > limits.maxBytes) return "too-large";
  const content = await vscode.workspace.fs.readFile(uri);
  const verdict = judgeFile(path, content, limits);
  if (verdict.kind !== "fits") return verdict.kind;
  return {
    path,
    name: flatName(isOneOfSeveral() ? `${folder.name}/${path}` : path, verdict.name),
    hash: contentHash(content),
  };
}

function isOneOfSeveral(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length > 1;
}

async function findAll(
  folder: vscode.WorkspaceFolder,
  globs: readonly string[],
  exclude: readonly string[],
): Promise<ReadonlyMap<string, vscode.Uri>> {
  const found = await Promise.all(
    globs.map(async (glob) => {
      const pattern = new vscode.RelativePattern(folder, glob);
      const files = await vscode.workspace.findFiles(pattern, excluding(exclude), maxFiles + 1);
      // What was left out would look as if it had been removed.
      if (files.length > maxFiles) throw new TooManyFiles(glob, maxFiles);
      return files;
    }),
  );
  return new Map(
    found.flat().map((uri) => [uri.path.slice(folder.uri.path.length).replace(/^\//, ""), uri]),
  );
}
