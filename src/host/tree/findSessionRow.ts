import type { SessionPlace, SessionRef } from "../refs/sessionRef.ts";
import { sessionKey } from "../refs/sessionRef.ts";
import type { SessionNode, TreeNode } from "../refs/treeNodes.ts";
import type { ChatbotTree } from "./chatbotTree.ts";

/** What findSessionRow works with. */
export interface FindSessionRowDeps {
  readonly tree: Pick<ChatbotTree, "getChildren">;
  readonly catalog: {
    chatbots(accountId: string): Promise<unknown>;
    sessions(accountId: string, chatbotId: string): Promise<unknown>;
  };
}

/** The row of a session, with its lists loaded for that; undefined when a filter hides it or it is gone. */
export async function findSessionRow(
  { tree, catalog }: FindSessionRowDeps,
  ref: SessionRef,
): Promise<SessionNode | undefined> {
  const account = (await tree.getChildren()).find((row) => isAccount(row, ref));
  if (!account) return undefined;
  await Promise.all([
    catalog.chatbots(ref.accountId),
    catalog.sessions(ref.accountId, ref.chatbotId),
  ]);
  const chatbot = (await tree.getChildren(account)).find((row) => isChatbot(row, ref));
  const rows = chatbot ? await tree.getChildren(chatbot) : [];
  const below = await Promise.all(
    rows.map(async (row) => (row.kind === "group" ? tree.getChildren(row) : [row])),
  );
  return below
    .flat()
    .find(
      (row): row is SessionNode =>
        row.kind === "session" && sessionKey(row.ref) === sessionKey(ref),
    );
}

function isAccount(row: TreeNode, { accountId }: SessionPlace): boolean {
  return row.kind === "account" && row.account.id === accountId;
}

function isChatbot(row: TreeNode, { chatbotId }: SessionRef): boolean {
  return row.kind === "chatbot" && row.chatbot.id === chatbotId;
}
