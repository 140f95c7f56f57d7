import type { Chatbot, ErrorData } from "../../core/model.ts";
import type { Resource, ResourceGroup, ResourceKindInfo } from "../../core/resources.ts";
import type { KnownAccount } from "./knownAccount.ts";
import type { ResourceListPlace } from "./resourceListPlace.ts";
import type { ResourceRef } from "./resourceRef.ts";
import type { ListedSession } from "./listedSession.ts";
import type { SessionRef } from "./sessionRef.ts";

/** Under which heading a session stands, in the order of the headings. */
export const groupNames = ["pinned", "today", "yesterday", "week", "month", "older"] as const;

/** One of the headings. */
export type GroupName = (typeof groupNames)[number];

/** A row of the tree. Commands of its context menu get it as their argument. */
export type TreeNode =
  | AccountNode
  | ChatbotNode
  | GroupNode
  | SessionNode
  | ResourceGroupNode
  | ResourceKindNode
  | ResourceNode
  | NoteNode;

/** An account. */
export interface AccountNode {
  readonly kind: "account";
  readonly id: string;
  readonly account: KnownAccount;
}

/** A chatbot of an account. */
export interface ChatbotNode {
  readonly kind: "chatbot";
  readonly id: string;
  readonly parent: AccountNode;
  readonly chatbot: Chatbot;
}

/** Sessions of a chatbot that are pinned, or of about the same time. */
export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly parent: ChatbotNode;
  readonly name: GroupName;
  readonly sessions: readonly ListedSession[];
  /** True when it is open until the user closes it. */
  readonly isOpen: boolean;
}

/** A session of a chatbot. */
export interface SessionNode {
  readonly kind: "session";
  readonly id: string;
  readonly parent: ChatbotNode | GroupNode;
  readonly ref: SessionRef;
  readonly session: ListedSession;
}

/** What can be looked after of a chatbot, under one heading. */
export interface ResourceGroupNode {
  readonly kind: "resource-group";
  readonly id: string;
  readonly parent: ChatbotNode;
  readonly group: ResourceGroup;
  readonly kinds: readonly ResourceKindInfo[];
}

/** All resources of one kind, of a chatbot or of a whole account. */
export interface ResourceKindNode {
  readonly kind: "resource-kind";
  readonly id: string;
  readonly parent: ResourceGroupNode | AccountNode;
  readonly place: ResourceListPlace;
  readonly info: ResourceKindInfo;
}

/** A resource of a chatbot. */
export interface ResourceNode {
  readonly kind: "resource";
  readonly id: string;
  readonly parent: ResourceGroupNode | ResourceKindNode;
  readonly ref: ResourceRef;
  readonly info: ResourceKindInfo;
  readonly title: string;
  readonly detail: string | undefined;
  readonly state: Resource["state"];
}

/** What stands where a list should be: it is loading, empty, failed, or all of it is of other workspaces. */
export interface NoteNode {
  readonly kind: "note";
  readonly id: string;
  readonly parent: AccountNode | ChatbotNode | ResourceKindNode;
  readonly note:
    | { readonly kind: "loading" }
    | { readonly kind: "empty"; readonly text?: string }
    | { readonly kind: "elsewhere"; readonly count: number }
    | { readonly kind: "failed"; readonly error: ErrorData };
}

const kinds: ReadonlySet<string> = new Set<TreeNode["kind"]>([
  "account",
  "chatbot",
  "group",
  "session",
  "resource-group",
  "resource-kind",
  "resource",
  "note",
]);

/** True for a row of the tree; commands are also called from elsewhere, with anything. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" &&
    value !== null &&
    kinds.has((value as { kind?: string }).kind ?? "")
  );
}

/** The account that a row belongs to. */
export function accountOf(node: TreeNode): KnownAccount {
  return node.kind === "account" ? node.account : accountOf(node.parent);
}
