import * as vscode from "vscode";
import { excluding } from "../../core/excluding.ts";
import { isReallyInside } from "./realFile.ts";

/** A file that may become knowledge. */
export interface FoundFile {
  readonly uri: vscode.Uri;
  /** Relative to its workspace folder, else from the top of its disk; with `/` between folders. */
  readonly path: string;
}

const maxFiles = 2000;

/** The files, and those below the folders except what the setting `files.exclude` hides and links that lead out; each once. */
export async function collectFiles(uris: readonly vscode.Uri[]): Promise<readonly FoundFile[]> {
  const found = await Promise.all(
    uris.map(async (uri) => {
      if (!(await isFolder(uri))) return [uri];
      const below = await vscode.workspace.findFiles(
        new vscode.RelativePattern(uri, "**/*"),
        excluding(),
        maxFiles,
      );
      if (below.length === maxFiles) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            "{0} contains many files. Only the first {1} are listed.",
            uri.path,
            maxFiles,
          ),
        );
      }
      const inside = await Promise.all(
        below.map(async (file) =>
          isReallyInside(uri, file).catch(() => {
            // A link that leads nowhere cannot be read either, which is told then.
            return true;
          }),
        ),
      );
      return below.filter((_file, index) => inside[index]);
    }),
  );
  const files = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  return [...files.values()]
    .map((uri) => ({ uri, path: pathOf(uri) }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

/** Outside of the workspace VS Code writes a path as the operating system does: on Windows with `\` between folders. */
function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri)
    : uri.path.replace(/^\/(?=[a-z]:)/i, "");
}

/** False also for what is gone or locked: reading it tells. */
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return await vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
}
