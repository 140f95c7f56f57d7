import * as vscode from "vscode";

/** A file that may become knowledge. */
export interface FoundFile {
  readonly uri: vscode.Uri;
  /** Relative to its workspace folder, with `/` between folders. */
  readonly path: string;
}

const mostFiles = 2000;

/** Folders that hold what others have made. */
const foreignFolder = /(?:^|\/)(?:node_modules|\.git)\//;

/** The files, and those below the folders except what the setting `files.exclude` hides; each once. */
export async function collectFiles(uris: readonly vscode.Uri[]): Promise<readonly FoundFile[]> {
  const found = await Promise.all(
    uris.map(async (uri) => {
      const { type } = await vscode.workspace.fs.stat(uri);
      if (!(type & vscode.FileType.Directory)) return [uri];
      const below = await vscode.workspace.findFiles(
        new vscode.RelativePattern(uri, "**/*"),
        undefined,
        mostFiles,
      );
      if (below.length === mostFiles) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t("{0} holds many files: {1} of them are listed.", uri.path, mostFiles),
        );
      }
      return below.filter(({ path }) => !foreignFolder.test(path.slice(uri.path.length)));
    }),
  );
  const files = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  return [...files.values()]
    .map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
}
