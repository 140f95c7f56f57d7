import type { NamedResource } from "../refs/resourceRef.ts";
import { accountOf, type SessionNode } from "../refs/treeNodes.ts";
import { kindOfSessions, shownKinds } from "./shownKinds.ts";

/** What a service tells of a session besides its messages; undefined where that is nothing. */
export async function sessionDetails(row: SessionNode): Promise<NamedResource | undefined> {
  const { accountId, chatbotId } = row.ref;
  const { serviceId: id, title, customTitle } = row.session;
  const info = kindOfSessions(await shownKinds(accountOf(row).provider), chatbotId);
  if (!info || id === undefined) return undefined;
  return {
    ref: { accountId, kindId: info.id, chatbotId, id },
    title: customTitle ?? title ?? id,
  };
}
