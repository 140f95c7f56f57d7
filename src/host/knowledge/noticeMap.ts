import * as vscode from "vscode";
import type { Lazy } from "../../core/async/lazy.ts";
import type { Log } from "../../core/log.ts";
import type { SyncCommands } from "./sync/syncCommands.ts";

/** What noticing the map works with. */
export interface NoticeMapDeps {
  readonly sync: Lazy<SyncCommands>;
  readonly log: Log;
}

const place = ".parley/knowledge.json";

/** Shows the view of knowledge sync where a workspace has a map, also when it gets one later. */
export function noticeKnowledgeMap(deps: NoticeMapDeps): vscode.Disposable {
  const show = (): void => {
    showView(deps).catch((error: unknown) => deps.log.error(`knowledge: ${String(error)}`));
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

async function showView(deps: NoticeMapDeps): Promise<void> {
  await deps.sync.get();
  await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", true);
}
