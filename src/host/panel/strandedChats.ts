import * as vscode from "vscode";
import type { Container } from "../../container.ts";
import type { Restore } from "./restore.ts";

/** A chat among the editors. */
export interface ShownChat extends Restore {
  readonly column: vscode.ViewColumn;
}

/** The view type of chat panels. */
export const chatViewType = "parley.chat";

const name = "shownChats";
/** After this time VS Code would have brought back a chat that is seen, in milliseconds. */
const patience = 5000;

/** Remembers which chats this window shows among its editors. */
export async function writeShownChats(
  memento: vscode.Memento,
  chats: readonly ShownChat[],
): Promise<void> {
  const value = chats.length > 0 ? { window: vscode.env.sessionId, chats } : undefined;
  if (JSON.stringify(value) !== JSON.stringify(memento.get(name)))
    await memento.update(name, value);
}

/** Parley ends well: VS Code brings the chats back by itself. */
export async function forgetShownChats(memento: vscode.Memento): Promise<void> {
  await memento.update(name, undefined);
}

/**
 * Opens the chats again that the window showed when its extension host ended suddenly: VS Code starts another one, but
 * leaves the pages of the old one where they are, and nobody hears them any more.
 */
export class StrandedChats implements vscode.Disposable {
  readonly #container: Container;
  /** Not looked at yet. */
  readonly #chats: readonly unknown[];
  readonly #tabs: vscode.Disposable;
  #cancel: (() => void) | undefined;

  constructor(container: Container) {
    this.#container = container;
    this.#chats = readShownChats(container.context.workspaceState);
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
    if (isSeen) this.#cancel = this.#container.clock.after(patience, () => this.#bringBack());
  }

  #bringBack(): void {
    this.dispose();
    const { log } = this.#container;
    log.info(`bringing back ${this.#chats.length} chats, as the extension host has ended`);
    this.#reopen().catch((error: unknown) => log.error(`stranded chats: ${String(error)}`));
  }

  async #reopen(): Promise<void> {
    const { reopenChats } = await import("./reopenChats.ts");
    await reopenChats(await this.#container.panels(), this.#chats);
  }
}

/** True for a tab that shows a chat. */
export function isChat({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(chatViewType);
}

/** What this window showed when Parley ended without a word; other windows of the same folder have other ids. */
function readShownChats(memento: vscode.Memento): readonly unknown[] {
  const value: unknown = memento.get(name);
  if (typeof value !== "object" || value === null) return [];
  const { window, chats } = value as Record<string, unknown>;
  return window === vscode.env.sessionId && Array.isArray(chats) ? chats : [];
}
