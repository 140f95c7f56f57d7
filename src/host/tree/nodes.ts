import type { Chatbot, ErrorData } from "../../core/model.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import type { ListedSession } from "../sessions/listedSession.ts";
import type { SessionRef } from "../sessions/sessionRef.ts";
import type { GroupName } from "./dateGroups.ts";

/** A row of the tree. Commands of its context menu get it as their argument. */
export type TreeNode = AccountNode | ChatbotNode | GroupNode | SessionNode | NoteNode;

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
  /** True when it is open until the person closes it. */
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

/** What stands where a list should be: it is loading, empty, failed, or all of it is of other workspaces. */
export interface NoteNode {
  readonly kind: "note";
  readonly id: string;
  readonly parent: AccountNode | ChatbotNode;
  readonly note:
    | { readonly kind: "loading" }
    | { readonly kind: "empty" }
    | { readonly kind: "elsewhere"; readonly count: number }
    | { readonly kind: "failed"; readonly error: ErrorData };
}

const kinds = new Set(["account", "chatbot", "group", "session", "note"]);

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
