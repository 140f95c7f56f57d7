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
  const [found] = await vscode.workspace.findFiles(escapeGlob(withoutFolder(path)), undefined, 1);
  return found;
}

/** With several folders open, a relative path begins with the folder's name, which no glob would match. */
function withoutFolder(path: string): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const name =
    folders.length > 1
      ? folders.find((folder) => path.startsWith(`${folder.name}/`))?.name
      : undefined;
  return name === undefined ? path : path.slice(name.length + 1);
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[[\]{}*?]/g, "[$&]");
}
