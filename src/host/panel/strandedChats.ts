import * as vscode from "vscode";
import { isChat, readShownChats } from "./shownChats.ts";
import type { Clock } from "../../core/clock.ts";
import type { Panels } from "./panels.ts";
import type { Log } from "../../core/log.ts";

/** What strandedChats works with. */
export interface StrandedChatsDeps {
  readonly workspaceState: vscode.Memento;
  readonly clock: Clock;
  panels(): Promise<Panels>;
  readonly log: Log;
}

/** After this time VS Code would have brought back a chat that is seen, in milliseconds. */
const patience = 5000;

/**
 * Opens the chats again that the window showed when its extension host ended suddenly: VS Code starts another one, but
 * leaves the pages of the old one where they are, and nobody hears them any more.
 */
export class StrandedChats implements vscode.Disposable {
  readonly #deps: StrandedChatsDeps;
  /** Not looked at yet. */
  readonly #chats: readonly unknown[];
  readonly #tabs: vscode.Disposable;
  #cancel: (() => void) | undefined;

  constructor(deps: StrandedChatsDeps) {
    this.#deps = deps;
    this.#chats = readShownChats(deps.workspaceState);
    this.#tabs = vscode.window.tabGroups.onDidChangeTabs(() => this.#watch());
    if (this.#chats.length > 0) this.#watch();
    else this.dispose();
  }

  /** VS Code brings chats back, so that none of them is stranded. */
  dispose(): void {
    this.#cancel?.();
    this.#tabs.dispose();
  }

  /** Only a chat that can be seen is brought back by VS Code, so only such a one can be missed. */
  #watch(): void {
    this.#cancel?.();
    const isSeen = vscode.window.tabGroups.all.some(
      ({ activeTab }) => activeTab && isChat(activeTab),
    );
    if (isSeen) this.#cancel = this.#deps.clock.after(patience, () => this.#bringBack());
  }

  #bringBack(): void {
    this.dispose();
    const { log } = this.#deps;
    log.info(`bringing back ${this.#chats.length} chats, as the extension host has ended`);
    this.#reopen().catch((error: unknown) => log.error(`stranded chats: ${String(error)}`));
  }

  async #reopen(): Promise<void> {
    const { reopenChats } = await import("./reopenChats.ts");
    await reopenChats(await this.#deps.panels(), this.#chats);
  }
}
