import * as vscode from "vscode";
import { registerMcp, type RegisterMcpDeps } from "./ai/mcp/registerMcp.ts";
import { type AskActionsDeps, registerAskActions } from "./context/askActions.ts";
import { noticeKnowledgeMap, type NoticeMapDeps } from "./knowledge/noticeMap.ts";
import { type ChatStatusDeps, showChatStatus } from "./status/chatStatus.ts";
import { noticeQuestion, type NoticeQuestionDeps } from "./walkthrough/noticeQuestion.ts";

/** What registerLater works with. */
export type RegisterLaterDeps = AskActionsDeps &
  ChatStatusDeps &
  NoticeMapDeps &
  NoticeQuestionDeps &
  RegisterMcpDeps;

/** Starts what nobody sees at first. Activation does not wait for it. */
export function registerLater(deps: RegisterLaterDeps): vscode.Disposable {
  return vscode.Disposable.from(
    registerAskActions(deps),
    noticeKnowledgeMap(deps),
    showChatStatus(deps),
    noticeQuestion(deps),
    registerMcp(deps),
  );
}
