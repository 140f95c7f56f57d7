import type { Resource, ResourceGroup, ResourceKindInfo } from "../../core/resources.ts";
import { resourceListKey, type ResourceLists } from "../resources/resourceLists.ts";
import { resourceKey } from "../resources/resourceRef.ts";
import type { Loadable } from "../sessions/catalog.ts";
import { translated } from "../text/translated.ts";
import type { ChatbotNode, ResourceGroupNode, ResourceKindNode, ResourceNode } from "./nodes.ts";

const groups: readonly ResourceGroup[] = ["knowledge", "behaviour", "settings"];

/** What can be looked after of a chatbot, under the headings that have something. */
export function groupRows(parent: ChatbotNode): readonly ResourceGroupNode[] {
  const { account } = parent.parent;
  const all = account.provider.resourceKinds ?? [];
  return groups.flatMap((group) => {
    const kinds = all.filter((info) => info.group === group);
    const id = JSON.stringify([account.id, parent.chatbot.id, "resources", group]);
    return kinds.length === 0 ? [] : [{ kind: "resource-group", id, parent, group, kinds }];
  });
}

/** The kinds under a heading; of what there is only one of, the thing itself. */
export function kindRows(parent: ResourceGroupNode): readonly (ResourceKindNode | ResourceNode)[] {
  const { chatbot, parent: owner } = parent.parent;
  return parent.kinds.map((info) =>
    info.isSingle
      ? resourceRow(parent, info, { id: chatbot.id, title: translated(info.title) })
      : {
          kind: "resource-kind",
          id: resourceListKey({
            accountId: owner.account.id,
            chatbotId: chatbot.id,
            kindId: info.id,
          }),
          parent,
          info,
        },
  );
}

/** The resources of a kind as far as known; asking for them starts loading. */
export function peekRows(
  parent: ResourceKindNode,
  lists: ResourceLists,
): Loadable<readonly ResourceNode[]> {
  const chatbot = parent.parent.parent;
  const place = {
    accountId: chatbot.parent.account.id,
    chatbotId: chatbot.chatbot.id,
    kindId: parent.info.id,
  };
  const list = lists.peek(place);
  if (list.kind !== "ready") return list;
  return {
    kind: "ready",
    value: list.value.map((resource) => resourceRow(parent, parent.info, resource)),
  };
}

function resourceRow(
  parent: ResourceGroupNode | ResourceKindNode,
  info: ResourceKindInfo,
  resource: Resource,
): ResourceNode {
  const chatbot = parent.kind === "resource-group" ? parent.parent : parent.parent.parent;
  const ref = {
    accountId: chatbot.parent.account.id,
    kindId: info.id,
    chatbotId: chatbot.chatbot.id,
    id: resource.id,
  };
  const { title } = resource;
  return {
    kind: "resource",
    id: `resource ${resourceKey(ref)}`,
    parent,
    ref,
    info,
    title,
    detail: resource.detail,
    state: resource.state,
  };
}
