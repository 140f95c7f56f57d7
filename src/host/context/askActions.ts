import * as vscode from "vscode";
import type { AccountStore } from "../accounts/accountStore.ts";
import { readonlyScheme } from "../adapters/readonlyDocuments.ts";
import { readLastChatbotName } from "../sessions/lastUsed.ts";

/** What askActions works with. */
export interface AskActionsDeps {
  readonly accounts: Pick<AccountStore, "list" | "onDidChange">;
  readonly globalState: vscode.Memento;
}

/** What is asked about a problem: where it is. */
export interface ProblemPlace {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** Documents in which nobody fixes anything. */
const readonlySchemes = new Set([readonlyScheme, "output"]);

/**
 * Offers to ask in the menus of the light bulb: about a problem among its fixes, and about a selection at the end.
 * Called with every move of the cursor, so it looks at nothing but what is in memory.
 */
export class AskActions implements vscode.CodeActionProvider, vscode.Disposable {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Empty];
  readonly #deps: AskActionsDeps;
  readonly #watcher: vscode.Disposable;
  #hasAccounts = false;

  constructor(deps: AskActionsDeps) {
    this.#deps = deps;
    this.#watcher = deps.accounts.onDidChange(() => void this.lookForAccounts());
  }

  /** Without an account there is nobody to ask, and nothing is offered. */
  async lookForAccounts(): Promise<void> {
    this.#hasAccounts = (await this.#deps.accounts.list()).length > 0;
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (!this.#hasAccounts || readonlySchemes.has(uri.scheme)) return [];
    const name = readLastChatbotName(this.#deps.globalState) ?? vscode.l10n.t("Chatbot");
    const { QuickFix, Empty } = vscode.CodeActionKind;
    const isWanted = (kind: vscode.CodeActionKind): boolean => !only || only.contains(kind);
    const actions: vscode.CodeAction[] = [];
    if (diagnostics.length > 0 && isWanted(QuickFix)) {
      const title =
        diagnostics.length === 1
          ? vscode.l10n.t("Ask {0} about this problem", name)
          : vscode.l10n.t("Ask {0} about these problems", name);
      const action = new vscode.CodeAction(title, QuickFix);
      action.diagnostics = [...diagnostics];
      const place: ProblemPlace = { uri, range };
      action.command = { title, command: "parley.askAboutProblem", arguments: [place] };
      actions.push(action);
    }
    if (!range.isEmpty && isWanted(Empty)) {
      const title = vscode.l10n.t("Ask {0} about the selection", name);
      const action = new vscode.CodeAction(title, Empty);
      action.command = { title, command: "parley.askAboutSelection" };
      actions.push(action);
    }
    return actions;
  }

  dispose(): void {
    this.#watcher.dispose();
  }
}

/** Registers them for every language. */
export function registerAskActions(deps: AskActionsDeps): vscode.Disposable {
  const actions = new AskActions(deps);
  void actions.lookForAccounts();
  return vscode.Disposable.from(
    actions,
    vscode.languages.registerCodeActionsProvider("*", actions, {
      providedCodeActionKinds: AskActions.kinds,
    }),
  );
}
