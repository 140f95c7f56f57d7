import * as vscode from "vscode";
import type { Container } from "../../container.ts";

/** Shows the view of knowledge sync where a workspace has a map, also when it gets one later. */
export function noticeKnowledgeMap(container: Container): vscode.Disposable {
  const show = (): void => {
    showView(container).catch((error: unknown) =>
      container.log.error(`knowledge: ${String(error)}`),
    );
  };
  const watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
    const pattern = new vscode.RelativePattern(folder, ".parley/knowledge.json");
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, true);
    watcher.onDidCreate(show);
    vscode.workspace.fs.stat(vscode.Uri.joinPath(folder.uri, pattern.pattern)).then(show, () => {
      // There is none, which is how most workspaces are.
    });
    return watcher;
  });
  return vscode.Disposable.from(...watchers);
}

async function showView(container: Container): Promise<void> {
  const { knowledgeSync } = await import("./sync/syncCommands.ts");
  knowledgeSync(container);
  await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", true);
}
