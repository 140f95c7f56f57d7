import * as vscode from "vscode";
import type { ProviderDescriptor } from "../../core/provider.ts";
import type { ResourceKindInfo } from "../../core/resources.ts";

/** True when the user wants to see what services have given up. */
export function showsDeprecated(): boolean {
  return vscode.workspace.getConfiguration("parley").get("showDeprecated") === true;
}

/** The kind that says more about the sessions of a chatbot, where there is one. */
export function kindOfSessions(
  kinds: readonly ResourceKindInfo[],
  chatbotId: string,
): ResourceKindInfo | undefined {
  return kinds.find(({ place, isFor }) => place === "session" && (isFor?.(chatbotId) ?? true));
}

/** The kinds of a service that the user is to see. */
export async function shownKinds(
  provider: ProviderDescriptor,
): Promise<readonly ResourceKindInfo[]> {
  const { resourceKinds } = await provider.loadResourceKinds();
  const isShown = showsDeprecated();
  return resourceKinds.filter(({ isDeprecated }) => isShown || !isDeprecated);
}

/** The kinds that the user is to see of a chatbot. */
export async function kindsFor(
  provider: ProviderDescriptor,
  chatbotId: string,
): Promise<readonly ResourceKindInfo[]> {
  return (await shownKinds(provider)).filter(({ isFor }) => isFor?.(chatbotId) ?? true);
}
