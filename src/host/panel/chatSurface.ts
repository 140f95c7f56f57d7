import * as vscode from "vscode";
import { shorten } from "../../core/redact.ts";

/** Where a chat is shown: a tab among the editors, or a view in a side bar. */
export interface ChatSurface {
  readonly webview: vscode.Webview;
  readonly isVisible: () => boolean;
  readonly isActive: () => boolean;
  /** Where it is among the editors; undefined elsewhere, and when that is not known any more. */
  readonly column: () => vscode.ViewColumn | undefined;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidDispose: vscode.Event<unknown>;
  setTitle(title: string, chatbotName: string): void;
  /** @param column where it goes among the editors; it stays where it is without one */
  reveal(column?: vscode.ViewColumn): void;
  close(): void;
}

/** One tab must not push the others out of sight. */
const maxTabTitleLength = 60;

/** An editor tab. */
export function editorSurface(panel: vscode.WebviewPanel): ChatSurface {
  panel.iconPath = new vscode.ThemeIcon("comment-discussion");
  return {
    webview: panel.webview,
    isVisible: () => panel.visible,
    isActive: () => panel.active,
    column: () => panel.viewColumn,
    onDidChangeVisibility: panel.onDidChangeViewState,
    onDidDispose: panel.onDidDispose,
    setTitle: (title) => {
      panel.title = shorten(title, maxTabTitleLength);
    },
    reveal: (column) => {
      panel.reveal(column);
    },
    close: () => {
      panel.dispose();
    },
  };
}
