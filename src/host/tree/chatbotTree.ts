import * as vscode from "vscode";
import type { Log } from "../../core/log.ts";
import type { SessionState } from "../../core/model.ts";
import type { ChatProvider } from "../../core/provider.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import type { KnownAccount } from "../refs/knownAccount.ts";
import { resourceListKey } from "../refs/resourceListPlace.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";
import type { Catalog, CatalogChange } from "../sessions/catalog.ts";
import type { Loadable } from "../../core/async/loadable.ts";
import { isOnTop } from "../sessions/listedSession.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import type { OpenChats } from "../sessions/openChats.ts";
import { sessionKey } from "../refs/sessionRef.ts";
import { groupSessions, maxUngrouped } from "./dateGroups.ts";
import { namesOf, TreeFilter } from "./treeFilter.ts";
import {
  type AccountNode,
  accountOf,
  type ChatbotNode,
  type GroupNode,
  type NoteNode,
  type SessionNode,
  type TreeNode,
} from "../refs/treeNodes.ts";

/** What the tree shows. */
export interface ChatbotTreeOptions {
  readonly accounts: AccountStore;
  readonly catalog: Catalog;
  readonly chats: OpenChats;
  readonly resources: ResourceLists;
  readonly connect: (accountId: string) => Promise<ChatProvider>;
  readonly globalState: vscode.Memento;
  readonly log: Log;
}

/**
 * Account → chatbot → session, with groups between where there are many; then what can be looked after of
 * the chatbot. Lists load when they are opened; until then and on failure a note stands there.
 */
export class ChatbotTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #options: ChatbotTreeOptions;
  /** VS Code finds a row again by the object, so each row keeps its object while it is there. */
  readonly #nodes = new Map<string, TreeNode>();
  /**
   * VS Code forgets the rows below a changed one (all for undefined) until they have come again, and a click on one of
   * them in between comes without its row. So each change names the lowest row that it can.
   */
  readonly #changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly #watchers: readonly vscode.Disposable[];
  readonly #filter = new TreeFilter();
  /** Which rows the user has opened (true) and closed, by id. */
  readonly openRows = new Map<string, boolean>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: ChatbotTreeOptions) {
    this.#options = options;
    this.#watchers = [
      options.accounts.onDidChange(() => this.redraw()),
      options.catalog.onDidChange((change) => this.#refresh(change)),
      options.chats.onDidChange(({ accountId, chatbotId }) =>
        this.#refresh({ accountId, chatbotId }),
      ),
      options.resources.onDidChange((place) => {
        const row = this.#nodes.get(resourceListKey(place));
        if (row) this.#changed.fire(row);
      }),
    ];
  }

  get filter(): string {
    return this.#filter.text;
  }

  /** Shows only chatbots and sessions whose name holds the text; the empty text shows all. */
  setFilter(text: string): void {
    this.#filter.text = text.trim().toLowerCase();
    this.redraw();
  }

  /** What the sessions that are shown are marked as; undefined where all are shown. */
  get stateFilter(): SessionState | undefined {
    return this.#filter.state;
  }

  /** Shows only sessions that their service marks so; undefined shows all. */
  setStateFilter(state: SessionState | undefined): void {
    this.#filter.state = state;
    this.redraw();
  }

  /** True when a text or a state hides something. */
  get isFiltered(): boolean {
    return this.#filter.isOn;
  }

  /** True when sessions of other workspaces are hidden. */
  get isWorkspaceOnly(): boolean {
    return this.#filter.workspace !== undefined;
  }

  /** Shows only sessions in which something was asked in one workspace; undefined shows all. */
  setWorkspace(workspace: string | undefined): void {
    this.#filter.workspace = workspace;
    this.redraw();
  }

  /** Draws everything again. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  /** Draws the sessions again, because relative times have moved on. */
  redrawSessions(): void {
    this.#changed.fire([...this.#nodes.values()].filter(({ kind }) => kind === "chatbot"));
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    const [{ toTreeItem }, { shownKinds }, { readTrial }] = await Promise.all([
      import("./treeItems.ts"),
      import("../resources/shownKinds.ts"),
      import("../trial/trialMemory.ts"),
    ]);
    return toTreeItem(node, {
      kinds: await shownKinds(accountOf(node).provider),
      isAnswering: node.kind === "session" && this.#options.chats.isAnswering(node.ref),
      isFiltered: this.isFiltered,
      isOpen: this.openRows.get(node.id),
      trial: readTrial(this.#options.globalState, accountOf(node).id),
      now: Date.now(),
    });
  }

  /** Fills in what is shown of a row when somebody points at it. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.kind !== "account") return item;
    const { accountTooltip } = await import("./accountTooltip.ts");
    item.tooltip = await accountTooltip(this.#options, node.account, token);
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === "account" ? undefined : node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return await this.#accounts();
    switch (node.kind) {
      // Lists load while the rows below them do, and are shown as they are by then: VS Code may miss that a row
      // has changed while it waits for that row's children.
      case "account": {
        this.#options.catalog.peekChatbots(node.account.id);
        const below = await this.#accountResources(node);
        return [...this.#chatbots(node), ...below];
      }
      case "chatbot": {
        this.#options.catalog.peekSessions(node.parent.account.id, node.chatbot.id);
        const below = await this.#resourceGroups(node);
        return [...this.#sessions(node), ...below];
      }
      case "group":
        return node.sessions.map((session) => this.#sessionNode(node, session));
      case "resource-group":
        return (await this.#rows()).kindRows(node).map((row) => this.#keep<TreeNode>(row));
      case "resource-kind": {
        const list = (await this.#rows()).peekRows(node, this.#options.resources);
        return this.#listOrNote(
          node,
          list,
          (rows) => rows.map((row) => this.#keep(row)),
          node.info.emptyNote,
        );
      }
      case "session":
      case "resource":
      case "note":
        return [];
    }
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
    const showsAll = this.#filter.matches(...namesOf(parent));
    const list = this.#options.catalog.peekSessions(accountId, chatbotId);
    const isNoneMarked =
      list.kind === "ready" && !list.value.some((session) => this.#filter.isMarked(session));
    // A list without sessions is no match either.
    if (isNoneMarked && !this.#filter.showsWhole(...namesOf(parent))) return [];
    return this.#listOrNote(parent, list, (all) => {
      const sessions = all.filter((session) => this.#filter.isMarked(session));
      const here = sessions.filter((session) => this.#filter.isOfWorkspace(session));
      if (here.length === 0 && showsAll) {
        return [this.#noteNode(parent, { kind: "elsewhere", count: sessions.length })];
      }
      const shown = here.filter(
        ({ customTitle, title }) => showsAll || this.#filter.matches(customTitle ?? title),
      );
      return shown.length > maxUngrouped
        ? this.#grouped(parent, shown)
        : shown.map((session) => this.#sessionNode(parent, session));
    });
  }

  /** What must not be lost from sight is at hand above the groups. */
  #grouped(parent: ChatbotNode, sessions: readonly ListedSession[]): TreeNode[] {
    const groups = groupSessions(
      sessions.filter((session) => !isOnTop(session)),
      Date.now(),
    );
    const newest = groups.find(({ name }) => name !== "pinned");
    return [
      ...sessions.filter(isOnTop).map((session) => this.#sessionNode(parent, session)),
      ...groups.map((group) =>
        this.#keep<GroupNode>({
          kind: "group",
          id: JSON.stringify([parent.parent.account.id, parent.chatbot.id, "group", group.name]),
          parent,
          name: group.name,
          sessions: group.sessions,
          isOpen: group.name === "pinned" || group === newest || this.isFiltered,
        }),
      ),
    ];
  }

  async #accountResources(parent: AccountNode): Promise<TreeNode[]> {
    if (this.isFiltered) return [];
    return (await (await this.#rows()).accountRows(parent)).map((row) => this.#keep(row));
  }

  /** Behind the sessions; a filter that is about them hides the rest. */
  async #resourceGroups(parent: ChatbotNode): Promise<TreeNode[]> {
    if (!this.#filter.showsWhole(...namesOf(parent))) return [];
    return (await (await this.#rows()).groupRows(parent)).map((row) => this.#keep(row));
  }

  async #rows() {
    return await import("./resourceRows.ts");
  }

  #sessionNode(parent: ChatbotNode | GroupNode, session: ListedSession): SessionNode {
    const chatbot = parent.kind === "group" ? parent.parent : parent;
    const ref = {
      accountId: chatbot.parent.account.id,
      chatbotId: chatbot.chatbot.id,
      id: session.id,
    };
    return this.#keep({
      kind: "session",
      id: sessionKey(ref),
      parent,
      ref,
      session,
    });
  }

  #noteNode(parent: NoteNode["parent"], note: NoteNode["note"]): NoteNode {
    return this.#keep({ kind: "note", id: `${parent.id}/note`, parent, note });
  }

  #listOrNote<T>(
    parent: NoteNode["parent"],
    list: Loadable<readonly T[]>,
    toNodes: (items: readonly T[]) => TreeNode[],
    emptyNote?: string,
  ): TreeNode[] {
    if (list.kind !== "ready") return [this.#noteNode(parent, list)];
    return list.value.length === 0
      ? [this.#noteNode(parent, { kind: "empty", ...(emptyNote && { text: emptyNote }) })]
      : toNodes(list.value);
  }

  #isAccountShown(node: AccountNode): boolean {
    if (!this.isFiltered || this.#filter.showsWhole(node.account.label)) return true;
    return this.#chatbots(node).some((row) => row.kind !== "note" || row.note.kind !== "empty");
  }

  #isChatbotShown(node: ChatbotNode): boolean {
    return this.#filter.showsWhole(...namesOf(node)) || this.#sessions(node).length > 0;
  }

  #refresh({ accountId, chatbotId }: CatalogChange): void {
    // A filter decides about parents too, so then everything is drawn again.
    if (accountId === undefined || this.isFiltered) {
      this.redraw();
      return;
    }
    const rowOf = (...ids: unknown[]): TreeNode | undefined => this.#nodes.get(JSON.stringify(ids));
    const row = rowOf(accountId, chatbotId) ?? rowOf(accountId);
    if (row) this.#changed.fire(row);
  }

  #keep<T extends TreeNode>(node: T): T {
    const known = this.#nodes.get(node.id);
    if (known?.kind === node.kind) return Object.assign(known as T, node);
    this.#nodes.set(node.id, node);
    return node;
  }
}
