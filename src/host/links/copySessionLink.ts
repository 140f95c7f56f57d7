import * as vscode from "vscode";
import type { CommandTarget } from "../refs/commandTarget.ts";
import { chosenSession, type ChosenSessionsDeps } from "../sessions/chosenSessions.ts";
import { writeParleyLink } from "./parleyLink.ts";

/** What copySessionLink works with. */
export interface CopySessionLinkDeps extends ChosenSessionsDeps {
  readonly extension: Pick<vscode.Extension<unknown>, "id">;
}

/** Copies an address that opens a session in this editor, for everybody who has an account at its service. */
export async function copySessionLink(
  deps: CopySessionLinkDeps,
  target: CommandTarget,
): Promise<void> {
  const ref = await chosenSession(deps, target, vscode.l10n.t("Copy Link to Session"));
  if (!ref) return;
  const [account, session] = await Promise.all([
    deps.accounts.find(ref.accountId),
    deps.files.serviceIdOf(ref),
  ]);
  if (!account || session === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("A session can be linked to after its first question."),
    );
    return;
  }
  const { providerId, baseUrl, provider } = account;
  const link = writeParleyLink({
    path: "/session",
    service: providerId,
    ...(baseUrl !== provider.defaultBaseUrl && { address: baseUrl }),
    chatbot: ref.chatbotId,
    session,
  });
  await vscode.env.clipboard.writeText(`${vscode.env.uriScheme}://${deps.extension.id}${link}`);
}
