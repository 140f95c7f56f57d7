import * as vscode from "vscode";
import type { Container } from "../../container.ts";

const place = ".parley/knowledge.json";

/** Shows the view of knowledge sync where a workspace has a map, also when it gets one later. */
export function noticeKnowledgeMap(container: Container): vscode.Disposable {
  const show = (): void => {
    showView(container).catch((error: unknown) =>
      container.log.error(`knowledge: ${String(error)}`),
    );
  };
  const look = (folders: readonly vscode.WorkspaceFolder[]): void => {
    for (const { uri } of folders) {
      vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, place)).then(show, () => {
        // There is none, which is how most workspaces are.
      });
    }
  };
  look(vscode.workspace.workspaceFolders ?? []);
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${place}`, false, true, true);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(show),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => look(added)),
  );
}

async function showView(container: Container): Promise<void> {
  const { knowledgeSync } = await import("./sync/syncCommands.ts");
  knowledgeSync(container);
  await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", true);
}
