import type { Chatbot, ErrorData } from "../../core/model.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import type { ListedSession } from "../sessions/catalog.ts";
import type { SessionRef } from "../sessions/sessionRef.ts";

/** A row of the tree. Commands of its context menu get it as their argument. */
export type TreeNode = AccountNode | ChatbotNode | SessionNode | NoteNode;

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

/** A session of a chatbot. */
export interface SessionNode {
  readonly kind: "session";
  readonly id: string;
  readonly parent: ChatbotNode;
  readonly ref: SessionRef;
  readonly session: ListedSession;
}

/** What stands where a list should be: it is loading, empty, or failed. */
export interface NoteNode {
  readonly kind: "note";
  readonly id: string;
  readonly parent: AccountNode | ChatbotNode;
  readonly note:
    | { readonly kind: "loading" }
    | { readonly kind: "empty" }
    | { readonly kind: "failed"; readonly error: ErrorData };
}

/** True for a row of the tree; commands are also called from elsewhere, with anything. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" &&
    value !== null &&
    ["account", "chatbot", "session", "note"].includes((value as { kind?: string }).kind ?? "")
  );
}

/** The account that a row belongs to. */
export function accountOf(node: TreeNode): KnownAccount {
  return node.kind === "account" ? node.account : accountOf(node.parent);
}
