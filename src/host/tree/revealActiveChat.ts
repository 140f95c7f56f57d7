import * as vscode from "vscode";
import { Latest } from "../../core/async/latest.ts";
import { type Clock, wait } from "../../core/clock.ts";
import { sessionKey, type SessionRef } from "../refs/sessionRef.ts";
import type { TreeNode } from "../refs/treeNodes.ts";
import type { ChatbotTree } from "./chatbotTree.ts";
import { findSessionRow, type FindSessionRowDeps } from "./findSessionRow.ts";
import type { Log } from "../../core/log.ts";

/** What revealActiveChat works with. */
export interface RevealActiveChatDeps extends FindSessionRowDeps {
  readonly tree: ChatbotTree;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDidChangeActiveChat: vscode.Event<SessionRef>;
}

const maxAttempts = 8;
/** Milliseconds before the second attempt; each further one waits longer. A busy computer takes seconds to draw a tree. */
const pause = 400;

/** Selects the session of the chat that has the focus, as the Explorer does with the file that is open. */
export function revealActiveChat(
  view: vscode.TreeView<TreeNode>,
  { tree, catalog, clock, log, onDidChangeActiveChat }: RevealActiveChatDeps,
): vscode.Disposable {
  let active: SessionRef | undefined;
  /** What is selected already: rows that the user selects meanwhile stay selected. */
  let revealed: string | undefined;
  const searches = new Latest();
  const reveal = async (): Promise<void> => {
    if (!active || !view.visible) return;
    const ref = active;
    if (sessionKey(ref) === revealed) return;
    await searches.run(async (signal) => {
      for (let attempt = 1; ; attempt += 1) {
        const node = await findSessionRow({ tree, catalog }, ref);
        if (signal.aborted) return;
        if (node && (await select(node))) {
          revealed = sessionKey(ref);
          return;
        }
        // As a window opens, lists that have just loaded are loaded anew, and while VS Code draws the tree it knows none
        // of its rows. One that is not there after all that is looked for again with the next focus.
        if (attempt === maxAttempts) return;
        await wait(clock, pause * attempt, signal);
      }
    });
  };
  /** False where that did not succeed; VS Code says so, or does nothing. */
  const select = async (node: TreeNode): Promise<boolean> => {
    if (view.selection.includes(node)) return true;
    try {
      await view.reveal(node, { select: true, focus: false, expand: false });
    } catch (error) {
      log.debug(`reveal: ${String(error)}`);
    }
    return view.selection.includes(node);
  };
  const revealSoon = (): void => {
    // A list that fails says so in its place.
    reveal().catch((error: unknown) => log.debug(`reveal: ${String(error)}`));
  };
  let wasFiltered = tree.isFiltered;
  return vscode.Disposable.from(
    tree.onDidChangeTreeData(() => {
      // The row may have been hidden, and VS Code selects nothing in its place.
      const isCleared = wasFiltered && !tree.isFiltered;
      wasFiltered = tree.isFiltered;
      if (!isCleared) return;
      revealed = undefined;
      revealSoon();
    }),
    onDidChangeActiveChat((ref) => {
      active = ref;
      revealSoon();
    }),
    view.onDidChangeVisibility(() => {
      // To select a row in a view that was hidden meanwhile would show it again.
      searches.abort();
      revealed = undefined;
      revealSoon();
    }),
  );
}
