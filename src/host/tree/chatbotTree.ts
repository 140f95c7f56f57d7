import * as vscode from "vscode";
import type { AccountStore, KnownAccount } from "../accounts/accountStore.ts";
import type { Catalog, CatalogChange, ListedSession, Loadable } from "../sessions/catalog.ts";
import type { OpenSessions } from "../sessions/openSessions.ts";
import type { AccountNode, ChatbotNode, NoteNode, SessionNode, TreeNode } from "./nodes.ts";
import { toTreeItem } from "./treeItems.ts";

/** What the tree shows. */
export interface ChatbotTreeOptions {
  readonly accounts: AccountStore;
  readonly catalog: Catalog;
  readonly sessions: OpenSessions;
}

/** Account → chatbot → session. Lists load when they are opened; until then and on failure a note stands there. */
export class ChatbotTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #options: ChatbotTreeOptions;
  /** VS Code finds a row again by the object, so each row keeps its object while it is there. */
  readonly #nodes = new Map<string, TreeNode>();
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #watchers: readonly vscode.Disposable[];
  #filter = "";
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: ChatbotTreeOptions) {
    this.#options = options;
    this.#watchers = [
      options.accounts.onDidChange(() => this.#changed.fire(undefined)),
      options.catalog.onDidChange((change) => this.#refresh(change)),
      options.sessions.onDidChange(({ accountId, chatbotId }) =>
        this.#refresh({ accountId, chatbotId }),
      ),
    ];
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only chatbots and sessions whose name holds the text; the empty text shows all. */
  setFilter(text: string): void {
    this.#filter = text.trim().toLowerCase();
    this.#changed.fire(undefined);
  }

  /** Draws what is shown again, e.g. because relative times have moved on. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, {
      isAnswering: node.kind === "session" && this.#options.sessions.isAnswering(node.ref),
      isFiltered: this.#filter !== "",
      now: Date.now(),
    });
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === "account" ? undefined : node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return await this.#accounts();
    if (node.kind === "account") return this.#chatbots(node);
    return node.kind === "chatbot" ? this.#sessions(node) : [];
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#changed.dispose();
  }

  async #accounts(): Promise<TreeNode[]> {
    const accounts = await this.#options.accounts.list();
    return accounts
      .map((account) => this.#accountNode(account))
      .filter((node) => this.#isAccountShown(node));
  }

  #accountNode(account: KnownAccount): AccountNode {
    return this.#keep({ kind: "account", id: JSON.stringify([account.id]), account });
  }

  #chatbots(parent: AccountNode): TreeNode[] {
    const accountId = parent.account.id;
    return this.#listOrNote(parent, this.#options.catalog.peekChatbots(accountId), (chatbots) =>
      chatbots
        .map((chatbot) =>
          this.#keep<ChatbotNode>({
            kind: "chatbot",
            id: JSON.stringify([accountId, chatbot.id]),
            parent,
            chatbot,
          }),
        )
        .filter((node) => this.#isChatbotShown(node)),
    );
  }

  #sessions(parent: ChatbotNode): TreeNode[] {
    const accountId = parent.parent.account.id;
    const chatbotId = parent.chatbot.id;
    const showsAll = this.#matches(parent.chatbot.name);
    return this.#listOrNote(
      parent,
      this.#options.catalog.peekSessions(accountId, chatbotId),
      (sessions) =>
        sessions
          .filter((session) => showsAll || this.#matches(session.title))
          .map((session) => this.#sessionNode(parent, session)),
    );
  }

  #sessionNode(parent: ChatbotNode, session: ListedSession): SessionNode {
    const ref = {
      accountId: parent.parent.account.id,
      chatbotId: parent.chatbot.id,
      sessionId: session.id,
      isNew: session.isNew,
    };
    return this.#keep({
      kind: "session",
      id: JSON.stringify([ref.accountId, ref.chatbotId, ref.sessionId]),
      parent,
      ref,
      session,
    });
  }

  #listOrNote<T>(
    parent: AccountNode | ChatbotNode,
    list: Loadable<readonly T[]>,
    toNodes: (items: readonly T[]) => TreeNode[],
  ): TreeNode[] {
    const note = (content: NoteNode["note"]): TreeNode[] => [
      this.#keep({ kind: "note", id: `${parent.id}/note`, parent, note: content }),
    ];
    if (list.kind !== "ready") return note(list);
    return list.value.length === 0 ? note({ kind: "empty" }) : toNodes(list.value);
  }

  #isAccountShown(node: AccountNode): boolean {
    if (this.#filter === "" || this.#matches(node.account.label)) return true;
    const children = this.#chatbots(node);
    return children.length > 0;
  }

  #isChatbotShown(node: ChatbotNode): boolean {
    if (this.#matches(node.chatbot.name)) return true;
    return this.#sessions(node).some(({ kind }) => kind === "session" || kind === "note");
  }

  #matches(name: string | undefined): boolean {
    return this.#filter === "" || (name ?? "").toLowerCase().includes(this.#filter);
  }

  #refresh({ accountId, chatbotId }: CatalogChange): void {
    // A filter decides about parents too, so then everything is drawn again.
    const id =
      accountId === undefined || this.#filter !== ""
        ? ""
        : JSON.stringify([accountId, ...(chatbotId === undefined ? [] : [chatbotId])]);
    this.#changed.fire(this.#nodes.get(id));
  }

  #keep<T extends TreeNode>(node: T): T {
    const known = this.#nodes.get(node.id);
    if (known?.kind === node.kind) return Object.assign(known as T, node);
    this.#nodes.set(node.id, node);
    return node;
  }
}
