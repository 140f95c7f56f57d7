import * as vscode from "vscode";
import type { Lazy } from "../core/async/lazy.ts";
import { watchAccounts, type WatchAccountsDeps } from "./accounts/watchAccounts.ts";
import { completeParticipant } from "./ai/completeParticipant.ts";
import { registerMcp, type RegisterMcpDeps } from "./ai/mcp/registerMcp.ts";
import { type AskActionsDeps, registerAskActions } from "./context/askActions.ts";
import type { SendFeedbackDeps } from "./ai/sendFeedback.ts";
import { hasLeftCorrections } from "./knowledge/openCorrections.ts";
import { noticeKnowledgeMap, type NoticeMapDeps } from "./knowledge/noticeMap.ts";
import { nameSessions, type NameSessionsDeps } from "./sessions/nameSessions.ts";
import { followOtherWindows, type OtherWindowsDeps } from "./sessions/otherWindows.ts";
import { type ChatStatusDeps, showChatStatus } from "./status/chatStatus.ts";
import { noticeQuestion, type NoticeQuestionDeps } from "./walkthrough/noticeQuestion.ts";

/** What registerLater works with. */
export type RegisterLaterDeps = AskActionsDeps &
  ChatStatusDeps &
  NameSessionsDeps &
  NoticeMapDeps &
  NoticeQuestionDeps &
  OtherWindowsDeps &
  SendFeedbackDeps &
  RegisterMcpDeps &
  WatchAccountsDeps & {
    readonly corrections: Pick<Lazy<unknown>, "get">;
    readonly workspaceState: vscode.Memento;
  };

/** Starts what nobody sees at first. Activation does not wait for it. */
export function registerLater(
  deps: RegisterLaterDeps,
  participant: vscode.ChatParticipant,
): vscode.Disposable {
  if (hasLeftCorrections(deps.workspaceState))
    deps.corrections
      .get()
      .catch((error: unknown) => deps.log.error(`corrections: ${String(error)}`));
  return vscode.Disposable.from(
    watchAccounts(deps),
    completeParticipant(deps, participant),
    registerAskActions(deps),
    nameSessions(deps),
    followOtherWindows(deps),
    noticeKnowledgeMap(deps),
    showChatStatus(deps),
    noticeQuestion(deps),
    registerMcp(deps),
  );
}
