import type { ProviderDescriptor } from "../core/provider.ts";
import { aiChatbotHub } from "./aiChatbotHub/index.ts";
import { crbnAi } from "./crbnAi/index.ts";
import { siteGpt } from "./siteGpt/index.ts";

/** Every service that Parley speaks to, in the order in which they are offered. */
export const providers: readonly ProviderDescriptor[] = [aiChatbotHub, siteGpt, crbnAi];

/** The service with this id, or undefined for an id that no version of Parley knew. */
export function findProvider(id: string): ProviderDescriptor | undefined {
  return providers.find((provider) => provider.id === id);
}
