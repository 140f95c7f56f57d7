import * as vscode from "vscode";
import type { Clock } from "../../core/clock.ts";
import { chatViewId } from "./chatPlace.ts";
import type { ChatSurface } from "./chatSurface.ts";

/** How long VS Code may take to make the view, in milliseconds. */
const patience = 10_000;

/** Waits for VS Code to make the view, and gives its surface. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #registration = vscode.window.registerWebviewViewProvider(chatViewId, this);
  readonly #resolved = new vscode.EventEmitter<unknown>();
  /** Fires when the view is made, also anew after it was closed, with what its page has kept. */
  readonly onDidResolve = this.#resolved.event;
  readonly #clock: Clock;
  #view: vscode.WebviewView | undefined;
  #awaited = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  resolveWebviewView(view: vscode.WebviewView, { state }: vscode.WebviewViewResolveContext): void {
    this.#view = view;
    view.onDidDispose(() => {
      // VS Code may have made another one before.
      if (this.#view === view) this.#view = undefined;
    });
    this.#resolved.fire(state);
  }

  /** True while it is brought to the front for a chat. */
  get isAwaited(): boolean {
    return this.#awaited > 0;
  }

  /** Brings the view to the front, and waits until it is made; no longer than VS Code should take for that. */
  async reveal(): Promise<void> {
    const made = Promise.withResolvers<void>();
    const watcher = this.onDidResolve(() => made.resolve());
    this.#awaited += 1;
    try {
      await vscode.commands.executeCommand("setContext", "parley.isChatInView", true);
      await vscode.commands.executeCommand(`${chatViewId}.focus`);
      // One that was just being taken away is gone by now.
      if (this.#view) return;
      const cancel = this.#clock.after(patience, () => made.resolve());
      await made.promise;
      cancel();
    } finally {
      watcher.dispose();
      this.#awaited -= 1;
    }
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
