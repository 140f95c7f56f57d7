import * as vscode from "vscode";
import type { OpenChats } from "../sessions/openChats.ts";

/** What noticeQuestion works with. */
export interface NoticeQuestionDeps {
  readonly chats: Pick<OpenChats, "isAnswering" | "onDidChange">;
}

/** Lets the walkthrough know that something was asked: no command does that. */
export function noticeQuestion({ chats }: NoticeQuestionDeps): vscode.Disposable {
  const watcher = chats.onDidChange((ref) => {
    if (!chats.isAnswering(ref)) return;
    watcher.dispose();
    void vscode.commands.executeCommand("setContext", "parley.hasAsked", true);
  });
  return watcher;
}
