import * as vscode from "vscode";
import { chatViewId } from "./chatPlace.ts";
import type { ChatSurface } from "./chatSurface.ts";

/** Waits for VS Code to make the view, and gives its surface. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #registration = vscode.window.registerWebviewViewProvider(chatViewId, this);
  readonly #resolved = new vscode.EventEmitter<unknown>();
  /** Fires when the view is made, also anew after it was closed, with what its page has kept. */
  readonly onDidResolve = this.#resolved.event;
  #view: vscode.WebviewView | undefined;

  resolveWebviewView(view: vscode.WebviewView, { state }: vscode.WebviewViewResolveContext): void {
    this.#view = view;
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    this.#resolved.fire(state);
  }

  /** Brings the view to the front, and waits until it is made. */
  async reveal(): Promise<void> {
    const made = this.#view
      ? undefined
      : new Promise<void>((resolve) => {
          const watcher = this.onDidResolve(() => {
            watcher.dispose();
            resolve();
          });
        });
    await vscode.commands.executeCommand("setContext", "parley.isChatInView", true);
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
    await made;
  }

  /** Takes the view away. */
  async hide(): Promise<void> {
    await vscode.commands.executeCommand("setContext", "parley.isChatInView", false);
  }

  /** The view as a surface; undefined while it is not there. */
  surface(): ChatSurface | undefined {
    const view = this.#view;
    if (!view) return undefined;
    return {
      webview: view.webview,
      isVisible: () => view.visible,
      // A view does not say whether it has the focus; the one that can be seen is the one that is meant.
      isActive: () => view.visible,
      column: () => undefined,
      onDidChangeVisibility: view.onDidChangeVisibility,
      onDidDispose: view.onDidDispose,
      setTitle: (title, chatbotName) => {
        view.title = title;
        view.description = chatbotName;
      },
      reveal: () => view.show(),
      close: () => void this.hide(),
    };
  }

  dispose(): void {
    this.#registration.dispose();
    this.#resolved.dispose();
  }
}
