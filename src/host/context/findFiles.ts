import * as vscode from "vscode";
import { excluding } from "../../core/excluding.ts";

const maxShown = 12;
/** Of so many files that hold the text the best are shown. */
const maxFound = 1000;

/**
 * Paths of files whose name or path holds the text: those with the text in their name first, and open ones before
 * others. What the settings `files.exclude` and `search.exclude` hide is found only while it is open, as is what is not
 * saved yet or outside of the workspace.
 */
export async function findFiles(text: string): Promise<readonly string[]> {
  const wanted = text.toLowerCase();
  const open = openPaths();
  const found = await vscode.workspace.findFiles(patternOf(text), hidden(), maxFound);
  const paths = new Set([...open, ...found.map((uri) => vscode.workspace.asRelativePath(uri))]);
  return [...paths]
    .filter((path) => path.toLowerCase().includes(wanted))
    .map((path) => ({ path, rank: rank(path.toLowerCase(), wanted), isOpen: open.has(path) }))
    .toSorted(
      (a, b) =>
        a.rank - b.rank || Number(b.isOpen) - Number(a.isOpen) || a.path.length - b.path.length,
    )
    .slice(0, maxShown)
    .map(({ path }) => path);
}

function rank(path: string, wanted: string): number {
  const name = path.replace(/^.*[\\/]/, "");
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) ? 1 : 2;
}

/** The paths of the files that are open in tabs: those of the workspace, and what else the user edits. */
function openPaths(): ReadonlySet<string> {
  return new Set(
    openUris()
      .filter((uri) => uri.scheme === "untitled" || isFile(uri))
      .map((uri) => vscode.workspace.asRelativePath(uri)),
  );
}

function openUris(): readonly vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.flatMap((input) => (input instanceof vscode.TabInputText ? input.uri : []));
}

function isFile(uri: vscode.Uri): boolean {
  return uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** The files whose path holds the text; a large workspace has more of others than can be looked through here. */
function patternOf(text: string): vscode.GlobPattern {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder =
    folders.length > 1
      ? folders.find(({ name }) => text.toLowerCase().startsWith(`${name.toLowerCase()}/`))
      : undefined;
  if (!folder) return globOf(text);
  return new vscode.RelativePattern(folder, globOf(text.slice(folder.name.length + 1)));
}

function globOf(text: string): string {
  if (text === "") return "**/*";
  // No glob is case-insensitive everywhere, and what would mean something in one matches as any character.
  const holds = text
    .replaceAll(/[[\]{}*?,\\]/g, "?")
    .replaceAll(/\p{Ll}|\p{Lu}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  return `{**/*${holds}*,**/*${holds}*/**}`;
}

function hidden(): string {
  const setting: unknown = vscode.workspace.getConfiguration("search").get("exclude");
  const globs = typeof setting === "object" && setting !== null ? Object.entries(setting) : [];
  return excluding(globs.flatMap(([glob, hides]) => (hides === true ? glob : [])));
}

/**
 * The file of a path that `findFiles` has given, or that stands on an attachment. One that is not saved yet, or outside
 * of the workspace, is found while it is open.
 */
export async function uriOfPath(path: string): Promise<vscode.Uri | undefined> {
  const loaded = vscode.workspace.textDocuments.map(({ uri }) => uri);
  const open = [...openUris(), ...loaded].find((uri) => isAt(path, uri));
  if (open) return open;
  for (const { folder, rest } of placesOf(path)) {
    const pattern = new vscode.RelativePattern(folder, escapeGlob(rest));
    // Without `null`, what the settings hide would count as missing.
    const [found] = await vscode.workspace.findFiles(pattern, null, 1);
    if (found) return found;
  }
  return undefined;
}

/** What git and others show of a file at another time has its path, and cannot be changed. */
function isAt(path: string, uri: vscode.Uri): boolean {
  const isReadonly = vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false;
  return !isReadonly && (vscode.workspace.asRelativePath(uri) === path || uri.path === path);
}

/** Where the file of a path would be that does not exist yet; undefined without a workspace. */
export function newUriOf(path: string): vscode.Uri | undefined {
  const [place] = placesOf(path);
  return place && vscode.Uri.joinPath(place.folder.uri, place.rest);
}

/** With several folders open, a relative path begins with the name of its folder; who writes one may not know that. */
function placesOf(
  path: string,
): readonly { readonly folder: vscode.WorkspaceFolder; readonly rest: string }[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const named = folders.length > 1 ? folders.filter(({ name }) => path.startsWith(`${name}/`)) : [];
  return [
    ...named.map((folder) => ({ folder, rest: path.slice(folder.name.length + 1) })),
    ...folders.map((folder) => ({ folder, rest: path })),
  ];
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[[\]{}*?]/g, "[$&]");
}
