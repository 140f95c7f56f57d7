import {
  type Resource,
  type ResourceGroup,
  type ResourceKindInfo,
  wholeAccount,
} from "../../core/resources.ts";
import { type ResourceListPlace, resourceListKey } from "../refs/resourceListPlace.ts";
import type { ResourceLists } from "../resources/resourceLists.ts";
import { resourceKey } from "../refs/resourceRef.ts";
import { shownKinds } from "../resources/shownKinds.ts";
import type { Loadable } from "../../core/async/loadable.ts";
import { translated } from "../text/translated.ts";
import type {
  AccountNode,
  ChatbotNode,
  ResourceGroupNode,
  ResourceKindNode,
  ResourceNode,
} from "../refs/treeNodes.ts";

const groups: readonly ResourceGroup[] = ["knowledge", "behaviour", "settings"];

/** What can be looked after of a whole account, below its chatbots. */
export async function accountRows(parent: AccountNode): Promise<readonly ResourceKindNode[]> {
  const { id: accountId, provider } = parent.account;
  return (await shownKinds(provider))
    .filter(({ place, isChatbots }) => place === "account" && !isChatbots)
    .map((info) => kindRow(parent, { accountId, chatbotId: wholeAccount, kindId: info.id }, info));
}

/** What can be looked after of a chatbot, under the headings that have something. */
export async function groupRows(parent: ChatbotNode): Promise<readonly ResourceGroupNode[]> {
  const { account } = parent.parent;
  const all = (await shownKinds(account.provider)).filter(
    ({ place, isFor }) => place === undefined && (isFor?.(parent.chatbot.id) ?? true),
  );
  return groups.flatMap((group) => {
    const kinds = all.filter((info) => info.group === group);
    const id = JSON.stringify([account.id, parent.chatbot.id, "resources", group]);
    return kinds.length === 0 ? [] : [{ kind: "resource-group", id, parent, group, kinds }];
  });
}

/** The kinds under a heading; of what there is only one of, the thing itself. */
export function kindRows(parent: ResourceGroupNode): readonly (ResourceKindNode | ResourceNode)[] {
  const { chatbot, parent: owner } = parent.parent;
  return parent.kinds.map((info) => {
    const place = { accountId: owner.account.id, chatbotId: chatbot.id, kindId: info.id };
    return info.isSingle
      ? resourceRow(parent, place, info, { id: chatbot.id, title: translated(info.title) })
      : kindRow(parent, place, info);
  });
}

/** The resources of a kind as far as known; asking for them starts loading. */
export function peekRows(
  parent: ResourceKindNode,
  lists: ResourceLists,
): Loadable<readonly ResourceNode[]> {
  const { place, info } = parent;
  const list = lists.peek(place);
  if (list.kind !== "ready") return list;
  return {
    kind: "ready",
    value: list.value.map((resource) => resourceRow(parent, place, info, resource)),
  };
}

function kindRow(
  parent: ResourceKindNode["parent"],
  place: ResourceListPlace,
  info: ResourceKindInfo,
): ResourceKindNode {
  return { kind: "resource-kind", id: resourceListKey(place), parent, place, info };
}

function resourceRow(
  parent: ResourceGroupNode | ResourceKindNode,
  place: ResourceListPlace,
  info: ResourceKindInfo,
  { id, title, detail, state }: Resource,
): ResourceNode {
  const ref = { ...place, id };
  return {
    kind: "resource",
    id: `resource ${resourceKey(ref)}`,
    parent,
    ref,
    info,
    title,
    detail,
    state,
  };
}
