import * as vscode from "vscode";

const maxShown = 12;
const maxSearched = 5000;

/** Paths of workspace files whose name or path holds the text, those with the text in their name first. */
export async function findFiles(text: string): Promise<readonly string[]> {
  const wanted = text.toLowerCase();
  const found = await vscode.workspace.findFiles("**/*", undefined, maxSearched);
  const paths = found.map((uri) => vscode.workspace.asRelativePath(uri));
  return paths
    .filter((path) => path.toLowerCase().includes(wanted))
    .map((path) => ({ path, rank: rank(path.toLowerCase(), wanted) }))
    .toSorted((a, b) => a.rank - b.rank || a.path.length - b.path.length)
    .slice(0, maxShown)
    .map(({ path }) => path);
}

function rank(path: string, wanted: string): number {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) ? 1 : 2;
}

/** The file of a path that `findFiles` has given. */
export async function uriOfPath(path: string): Promise<vscode.Uri | undefined> {
  for (const { folder, rest } of placesOf(path)) {
    const pattern = new vscode.RelativePattern(folder, escapeGlob(rest));
    const [found] = await vscode.workspace.findFiles(pattern, undefined, 1);
    if (found) return found;
  }
  return undefined;
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
