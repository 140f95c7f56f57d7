import { env, l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Timestamp } from "../../core/model.ts";
import type { Trial } from "../../core/provider.ts";
import type { ResourceKindInfo } from "../../core/resources.ts";
import { kindOfSessions } from "../resources/shownKinds.ts";
import { isUnsent } from "../sessions/listedSession.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import { describeLimit, errorText } from "../text/errorText.ts";
import { relativeTime } from "../text/relativeTime.ts";
import { translated } from "../text/translated.ts";
import { sessionTitle } from "../text/sessionTitle.ts";
import type { GroupName } from "../refs/treeNodes.ts";
import type {
  AccountNode,
  ChatbotNode,
  GroupNode,
  NoteNode,
  SessionNode,
  TreeNode,
} from "../refs/treeNodes.ts";
import { accountOf } from "../refs/treeNodes.ts";
import { resourceGroupItem, resourceItem, resourceKindItem } from "./resourceItems.ts";

/** So many characters of a session's row can be read in a side bar of usual width. */
const maxRowLength = 32;

/** What a row's look depends on besides the row. */
export interface TreeItemState {
  readonly isAnswering: boolean;
  readonly isFiltered: boolean;
  /** Whether the user has opened or closed the row; undefined where neither. */
  readonly isOpen?: boolean | undefined;
  /** What the service of the row's account manages. */
  readonly kinds: readonly ResourceKindInfo[];
  /** What the row's account is a trial of, if it is one. */
  readonly trial: Trial | undefined;
  readonly now: Timestamp;
}

/** A row as VS Code draws it. Names come from services: they are plain text everywhere, never Markdown. */
export function toTreeItem(node: TreeNode, state: TreeItemState): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  const item = draw(node, state);
  if (state.isFiltered) {
    // VS Code leaves a row that it knows as it is, and what a filter has found would stay closed.
    item.id = `${node.id}/filtered`;
    return item;
  }
  item.id = node.id;
  if (state.isOpen !== undefined && item.collapsibleState !== None)
    item.collapsibleState = state.isOpen ? Expanded : Collapsed;
  return item;
}

function draw(node: TreeNode, state: TreeItemState): TreeItem {
  switch (node.kind) {
    case "account":
      return accountItem(node, state);
    case "chatbot":
      return chatbotItem(node, state);
    case "group":
      return groupItem(node);
    case "session":
      return sessionItem(node, state);
    case "resource-group":
      return resourceGroupItem(node);
    case "resource-kind":
      return resourceKindItem(node);
    case "resource":
      return resourceItem(node);
    case "note":
      return noteItem(node);
  }
}

function accountItem({ account }: AccountNode, { kinds, trial, now }: TreeItemState): TreeItem {
  const item = new TreeItem(account.label, TreeItemCollapsibleState.Expanded);
  // The name of the service says nothing new where the label holds it already.
  if (!account.label.includes(account.provider.name)) item.description = account.provider.name;
  if (trial?.endsAt !== undefined) item.description = trialText(trial.endsAt, now);
  item.iconPath = new ThemeIcon("account");
  const makesChatbots = kinds.some(({ isChatbots, can }) => isChatbots && can.includes("create"));
  item.contextValue = [
    "account",
    ...(makesChatbots ? ["chatbot-maker"] : []),
    ...(trial ? ["trial"] : []),
  ].join(" ");
  return item;
}

function trialText(endsAt: Timestamp, now: Timestamp): string {
  if (endsAt <= now) return l10n.t("trial has ended");
  return l10n.t("trial until {0}", new Date(endsAt).toLocaleString(env.language));
}

function chatbotItem(node: ChatbotNode, { isFiltered, kinds }: TreeItemState): TreeItem {
  const { chatbot } = node;
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(chatbot.name, isFiltered ? Expanded : Collapsed);
  const limit = chatbot.rateLimit && describeLimit(chatbot.rateLimit);
  item.tooltip = [chatbot.name, chatbot.description, limit].filter(Boolean).join("\n");
  item.iconPath = new ThemeIcon("robot");
  const own = kinds.filter(({ isFor }) => isFor?.(chatbot.id) ?? true);
  const offers = (isWanted: (info: ResourceKindInfo) => boolean, flag: string) =>
    own.some(isWanted) ? [flag] : [];
  item.contextValue = [
    "chatbot",
    ...offers(({ isChatbots, can }) => Boolean(isChatbots) && can.includes("remove"), "expendable"),
    ...offers(({ place, can }) => place === "session" && can.includes("create"), "detailed"),
    ...offers(({ can }) => can.includes("upload"), "file-reader"),
    ...offers(({ can }) => can.includes("addUrls"), "page-reader"),
  ].join(" ");
  // A row with a command is opened and closed by its arrow only.
  item.command = {
    command: "parley.openChatbot",
    title: l10n.t("Open Last Chat"),
    arguments: [node],
  };
  return item;
}

function groupItem({ name, isOpen }: GroupNode): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(groupLabel(name), isOpen ? Expanded : Collapsed);
  item.contextValue = "group";
  return item;
}

function groupLabel(name: GroupName): string {
  switch (name) {
    case "pinned":
      return l10n.t("Pinned");
    case "today":
      return l10n.t("Today");
    case "yesterday":
      return l10n.t("Yesterday");
    case "week":
      return l10n.t("Last 7 Days");
    case "month":
      return l10n.t("Last 30 Days");
    case "older":
      return l10n.t("Older");
  }
}

function sessionItem(node: SessionNode, { isAnswering, kinds, now }: TreeItemState): TreeItem {
  const { ref, session } = node;
  const title = sessionTitle(session);
  const item = new TreeItem(title);
  const time = session.updatedAt ?? session.createdAt;
  const about =
    isUnsent(session) || time === undefined ? draftText(session.draft) : relativeTime(time, now);
  const waits = session.waitsForHuman ? l10n.t("waits for a human") : undefined;
  const byAi = session.isAskedByAi ? l10n.t("asked by an AI agent") : undefined;
  const description = [waits, about].filter(Boolean).join(" · ");
  if (description !== "" && fits(title, description, session)) item.description = description;
  item.tooltip = [
    title,
    byAi,
    time === undefined ? undefined : new Date(time).toLocaleString(env.language),
  ]
    .filter(Boolean)
    .join("\n");
  const status = statusOf(session, isAnswering);
  item.iconPath = status.icon;
  const pinned = session.pinned ? l10n.t("pinned") : undefined;
  item.accessibilityInformation = {
    label: [title, status.label, waits, pinned, byAi, about].filter(Boolean).join(", "),
  };
  const { capabilities } = accountOf(node).provider;
  const isNew = isUnsent(session);
  const details = isNew ? undefined : kindOfSessions(kinds, ref.chatbotId);
  item.contextValue = [
    "session",
    isAnswering ? "answering" : "idle",
    isNew ? "new" : "stored",
    session.pinned ? "pinned" : "loose",
    session.unread ? "unread" : "read",
    ...(capabilities.deleteSession || isNew ? ["deletable"] : []),
    ...(capabilities.replyAsHuman && session.humanMode ? ["human"] : []),
    ...(details ? ["detailed"] : []),
    ...(details?.can.includes("act") ? ["actionable"] : []),
  ].join(" ");
  item.command = {
    command: "parley.openSession",
    title: l10n.t("Open Session"),
    arguments: [{ ...ref }],
  };
  return item;
}

/** An age that a side bar of usual width would cut says less than none; the tooltip tells the time in full. */
function fits(title: string, description: string, session: ListedSession): boolean {
  const isAge = !session.waitsForHuman && !isUnsent(session);
  return !isAge || title.length + description.length <= maxRowLength;
}

function draftText(draft: string | undefined): string | undefined {
  return draft === undefined ? undefined : l10n.t("Draft: {0}", draft);
}

function statusOf(
  { unread, pinned, draft, waitsForHuman, isAskedByAi }: ListedSession,
  isAnswering: boolean,
): { icon: ThemeIcon; label?: string } {
  if (isAnswering) return { icon: new ThemeIcon("loading~spin"), label: l10n.t("answering") };
  if (waitsForHuman) {
    return { icon: new ThemeIcon("bell-dot", new ThemeColor("list.warningForeground")) };
  }
  if (unread) {
    const icon = new ThemeIcon("circle-filled", new ThemeColor("notificationsInfoIcon.foreground"));
    return { icon, label: l10n.t("unread answer") };
  }
  if (pinned) return { icon: new ThemeIcon("pinned") };
  if (isAskedByAi) return { icon: new ThemeIcon("sparkle") };
  return { icon: new ThemeIcon(draft === undefined ? "comment-discussion" : "edit") };
}

function noteItem(node: NoteNode): TreeItem {
  const { note, parent } = node;
  switch (note.kind) {
    case "loading": {
      const item = new TreeItem(l10n.t("Loading…"));
      item.iconPath = new ThemeIcon("loading~spin");
      item.contextValue = "note";
      return item;
    }
    case "empty": {
      if (parent.kind === "resource-kind") {
        const nothing = new TreeItem(
          note.text === undefined ? l10n.t("Nothing here yet.") : translated(note.text),
        );
        nothing.iconPath = new ThemeIcon("info");
        nothing.contextValue = "note";
        return nothing;
      }
      const isChatbot = parent.kind === "chatbot";
      const item = new TreeItem(
        isChatbot ? l10n.t("No sessions yet. Start one.") : l10n.t("No chatbots in this account."),
      );
      item.iconPath = new ThemeIcon(isChatbot ? "add" : "info");
      item.contextValue = "note";
      item.command = isChatbot
        ? { command: "parley.newSession", title: l10n.t("New Session"), arguments: [parent] }
        : { command: "parley.refresh", title: l10n.t("Refresh"), arguments: [parent] };
      return item;
    }
    case "elsewhere": {
      const item = new TreeItem(l10n.t("None from this workspace. Show all {0}.", note.count));
      item.iconPath = new ThemeIcon("filter");
      item.contextValue = "note";
      item.command = {
        command: "parley.showAllWorkspaces",
        title: l10n.t("Show All Workspaces"),
      };
      return item;
    }
    case "failed": {
      const account = accountOf(node);
      const { sentence, action } = errorText(note.error, {
        service: account.provider.name,
        account: account.label,
      });
      const setsKey = action?.id === "set-key";
      const label = setsKey ? action.label : l10n.t("Retry");
      // The verb first: a narrow side bar cuts what stands behind.
      const item = new TreeItem(label);
      item.description = sentence;
      item.tooltip = `${sentence}\n${note.error.detail}`;
      item.iconPath = new ThemeIcon("error", new ThemeColor("errorForeground"));
      item.contextValue = "note failed";
      item.command = {
        command: setsKey ? "parley.setApiKey" : "parley.refresh",
        title: label,
        arguments: [setsKey ? account.id : parent],
      };
      return item;
    }
  }
}
