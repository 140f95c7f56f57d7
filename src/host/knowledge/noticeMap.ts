import * as vscode from "vscode";
import { Latest } from "../../core/async/latest.ts";
import type { Lazy } from "../../core/async/lazy.ts";
import type { Log } from "../../core/log.ts";
import { findMapFolder } from "./mapFile.ts";
import type { SyncCommands } from "./sync/syncCommands.ts";

/** What noticing the map works with. */
export interface NoticeMapDeps {
  readonly sync: Pick<Lazy<Pick<SyncCommands, "forget">>, "get" | "ifMade">;
  readonly log: Log;
}

/** Shows the view of knowledge sync as long as a folder of the workspace has a map. */
export function noticeKnowledgeMap({ sync, log }: NoticeMapDeps): vscode.Disposable {
  const looks = new Latest();
  const look = (): void => {
    const looking = looks.run(async (signal) => {
      const isThere = (await findMapFolder()) !== undefined;
      if (signal.aborted) return;
      if (isThere) await sync.get();
      else sync.ifMade((commands) => commands.forget());
      if (signal.aborted) return;
      await vscode.commands.executeCommand("setContext", "parley.hasKnowledgeMap", isThere);
    });
    looking.catch((error: unknown) => log.error(`knowledge: ${String(error)}`));
  };
  look();
  // A map that goes with its folder is not named by VS Code: only the folder is.
  const watcher = vscode.workspace.createFileSystemWatcher("**/.parley{,/knowledge.json}");
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(look),
    // One that was gone only for a moment is said to have changed.
    watcher.onDidChange(look),
    watcher.onDidDelete(look),
    vscode.workspace.onDidChangeWorkspaceFolders(look),
  );
}
