import { isAbsolute, join } from "node:path";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { largestPromptFile, parsePromptFile, type Prompt } from "../../core/prompts/promptFile.ts";
import type { PromptOrigin } from "../../protocol/frames.ts";

/** A prompt that can be chosen. */
export interface KnownPrompt extends Prompt {
  /** Names it while the list is open: where it comes from, and its file or name there. */
  readonly id: string;
  readonly origin: PromptOrigin;
}

/** Where the prompts of a workspace are, from its top. */
const workspacePath = [".parley", "prompts"];
/** More than anyone keeps, and few enough to be read whenever the list is opened. */
const maxFiles = 200;

/** All prompts: the user's own, those of the workspace, and the built-in ones. What cannot be read is left out. */
export async function readPrompts(): Promise<readonly KnownPrompt[]> {
  const own = ownFolder();
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [fromUser, ...fromWorkspace] = await Promise.all([
    own ? readFolder(own, "user") : [],
    ...folders.map(async ({ uri }) => readWorkspaceFolder(uri)),
  ]);
  const builtIn = builtInPrompts().map((prompt) => ({
    ...prompt,
    id: `built-in:${prompt.name}`,
    origin: "built-in" as const,
  }));
  return [...fromUser, ...fromWorkspace.flat(), ...builtIn];
}

/** The user's folder, from user settings alone: a workspace must not choose what is read. */
function ownFolder(): vscode.Uri | undefined {
  const settings = vscode.workspace.getConfiguration("parley").inspect<unknown>("promptFolder");
  const value = settings?.globalValue;
  if (typeof value !== "string") return undefined;
  const path = /^~[/\\]/.test(value) ? join(homedir(), value.slice(2)) : value;
  return isAbsolute(path) ? vscode.Uri.file(path) : undefined;
}

/** Its prompts, unless its folder of them is, or lies in, a link: that could lead anywhere on this computer too. */
async function readWorkspaceFolder(top: vscode.Uri): Promise<readonly KnownPrompt[]> {
  let folder = top;
  for (const name of workspacePath) {
    folder = vscode.Uri.joinPath(folder, name);
    if (await isLink(folder)) return [];
  }
  return await readFolder(folder, "workspace");
}

async function isLink(folder: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(folder).then(undefined, () => undefined);
  return ((stat?.type ?? 0) & vscode.FileType.SymbolicLink) !== 0;
}

async function readFolder(
  folder: vscode.Uri,
  origin: PromptOrigin,
): Promise<readonly KnownPrompt[]> {
  // Most workspaces have no such folder.
  const entries = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
  const names = entries
    .filter(([name, type]) => isFile(type, origin) && /\.md$/i.test(name))
    .map(([name]) => name)
    .toSorted()
    .slice(0, maxFiles);
  const prompts = await Promise.all(names.map(async (name) => readPrompt(folder, name, origin)));
  return prompts.filter((prompt) => prompt !== undefined);
}

/** A link in a workspace could lead anywhere on this computer; in the user's own folder it is the user's. */
function isFile(type: vscode.FileType, origin: PromptOrigin): boolean {
  const { File } = vscode.FileType;
  return origin === "user" ? (type & File) !== 0 : type === File;
}

async function readPrompt(
  folder: vscode.Uri,
  name: string,
  origin: PromptOrigin,
): Promise<KnownPrompt | undefined> {
  const uri = vscode.Uri.joinPath(folder, name);
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > largestPromptFile) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const prompt = parsePromptFile(name, new TextDecoder().decode(bytes));
    return prompt && { ...prompt, id: uri.toString(), origin };
  } catch {
    // It went while the list was read.
    return undefined;
  }
}

function builtInPrompts(): readonly Prompt[] {
  const selection = "${selection}";
  return [
    {
      name: "explain",
      description: vscode.l10n.t("Explain the selection"),
      text: vscode.l10n.t("Explain step by step what {0} does.", selection),
    },
    {
      name: "review",
      description: vscode.l10n.t("Review the uncommitted changes"),
      text: vscode.l10n.t(
        "Review {0}. Name mistakes first, then what could be simpler.",
        "${diff}",
      ),
    },
    {
      name: "tests",
      description: vscode.l10n.t("Write tests for the selection"),
      text: vscode.l10n.t(
        "Write tests for {0}, with the cases at its limits and those that must fail.",
        selection,
      ),
    },
    {
      name: "docs",
      description: vscode.l10n.t("Document the selection"),
      text: vscode.l10n.t("Write the documentation comments for {0}.", selection),
    },
  ];
}
