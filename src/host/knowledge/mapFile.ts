import * as vscode from "vscode";

/** Where the map of a workspace folder is. */
export function mapUri({ uri }: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(uri, ".parley", "knowledge.json");
}

/** The first folder of the workspace with a map; undefined where none has one, which is how most workspaces are. */
export async function findMapFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const there = await Promise.all(folders.map(async (folder) => isThere(mapUri(folder))));
  return folders.find((_folder, index) => there[index]);
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
