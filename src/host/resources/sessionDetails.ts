import type { NamedResource } from "../refs/resourceRef.ts";
import { accountOf, type SessionNode } from "../refs/treeNodes.ts";
import { kindOfSessions, shownKinds } from "./shownKinds.ts";

/** A session as what its service manages; undefined where the service tells no more of it, or does not know it yet. */
export async function detailsOf(node: SessionNode): Promise<NamedResource | undefined> {
  const { accountId, chatbotId } = node.ref;
  const { serviceId: id, title, customTitle } = node.session;
  const info = kindOfSessions(await shownKinds(accountOf(node).provider), chatbotId);
  if (!info || id === undefined) return undefined;
  return { ref: { accountId, kindId: info.id, chatbotId, id }, title: customTitle ?? title ?? id };
}
