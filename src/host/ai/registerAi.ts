import * as vscode from "vscode";
import type { AgentToolName } from "./agentTools.ts";
import type { AnswerInChatDeps } from "./answerInChat.ts";
import type { LanguageModelToolsDeps } from "./languageModelTools.ts";

/** What registerAi works with. */
export type RegisterAiDeps = LanguageModelToolsDeps & AnswerInChatDeps;

const names: readonly AgentToolName[] = [
  "parley_ask",
  "parley_list_chatbots",
  "parley_search_sessions",
];

/**
 * The tools and the participant for the editor's own AI. VS Code calls them as soon as activation has ended, so they
 * are there by then; what they do loads at the first call.
 */
export function registerAi(deps: RegisterAiDeps): vscode.ChatParticipant {
  const tools = async () => import("./languageModelTools.ts");
  for (const name of names) {
    deps.subscriptions.push(
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async ({ input }) => (await tools()).prepareTool(deps, name, input),
        invoke: async (options, token) => (await tools()).invokeTool(deps, name, options, token),
      }),
    );
  }
  return vscode.chat.createChatParticipant("parley.parley", async (...asked) =>
    (await import("./answerInChat.ts")).answerInChat(deps, ...asked),
  );
}
