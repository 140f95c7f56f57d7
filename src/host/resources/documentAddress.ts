import type * as vscode from "vscode";
import { wholeAccount } from "../../core/resources.ts";
import type { AccountStore } from "../accounts/accountStore.ts";
import { type NamedResource, toUri } from "../refs/resourceRef.ts";
import type { Catalog } from "../sessions/catalog.ts";

/** What documentAddress works with. */
export interface DocumentAddressDeps {
  readonly accounts: Pick<AccountStore, "find">;
  readonly catalog: Pick<Catalog, "findChatbot">;
}

/**
 * The address of a resource's document, in the words that the tree has for what is above it; of a chatbot that is not
 * listed now, its id.
 * @param member the long text that is meant instead of the whole
 */
export async function documentAddress(
  { accounts, catalog }: DocumentAddressDeps,
  { ref, title }: NamedResource,
  member?: string,
): Promise<vscode.Uri> {
  const account = await accounts.find(ref.accountId);
  const above = [account?.label ?? ref.accountId];
  if (ref.chatbotId !== wholeAccount) above.push(catalog.findChatbot(ref)?.name ?? ref.chatbotId);
  return toUri(member === undefined ? { ref } : { ref, member }, title, above);
}
