import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { LastEditor } from "../adapters/lastEditor.ts";
import { type AskInChatDeps, askInChat } from "./askInChat.ts";
import { isTextTooLarge } from "./attachFile.ts";
import { readChanges, type WhichChanges } from "./gitChanges.ts";

/** What askAboutChanges works with. */
export interface AskAboutChangesDeps extends AskInChatDeps {
  readonly lastEditor: LastEditor;
}

/**
 * Takes the changes of a git repository to a chat.
 * @param argument the repository or one of its groups of changes, as the menus of source control give them
 */
export async function askAboutChanges(deps: AskAboutChangesDeps, argument: unknown): Promise<void> {
  const { near, which } = chosen(argument);
  const diff = await readChanges(near ?? fileOf(deps.lastEditor), which);
  if (diff === undefined || diff === "") {
    void vscode.window.showInformationMessage(
      diff === undefined
        ? vscode.l10n.t("Open a folder with a git repository to ask about its changes.")
        : vscode.l10n.t(
            "There are no changes to ask about. Files that are not tracked do not count.",
          ),
    );
    return;
  }
  const path = nameOf(which);
  if (isTextTooLarge({ path, text: diff })) return;
  await askInChat(deps, {
    attachments: [{ id: randomUUID(), path, languageId: "diff", text: diff }],
    title: vscode.l10n.t("Ask About the Changes"),
  });
}

function nameOf(which: WhichChanges): string {
  switch (which) {
    case "all":
      return vscode.l10n.t("Changes");
    case "staged":
      return vscode.l10n.t("Staged changes");
    case "unstaged":
      return vscode.l10n.t("Unstaged changes");
  }
}

function chosen(argument: unknown): {
  readonly near: vscode.Uri | undefined;
  readonly which: WhichChanges;
} {
  const { id, rootUri, resourceStates } = Object(argument) as Record<string, unknown>;
  const [first] = Array.isArray(resourceStates) ? (resourceStates as readonly unknown[]) : [];
  const { resourceUri } = Object(first) as Record<string, unknown>;
  const near = [rootUri, resourceUri].find((uri) => uri instanceof vscode.Uri);
  if (!resourceStates) return { near, which: "all" };
  return { near, which: id === "index" ? "staged" : "unstaged" };
}

/** From the palette: the repository of the file that is edited. */
function fileOf(lastEditor: LastEditor): vscode.Uri | undefined {
  return (vscode.window.activeTextEditor ?? lastEditor.get())?.document.uri;
}
