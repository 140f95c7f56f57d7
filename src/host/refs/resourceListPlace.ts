import type { ResourceRef } from "./resourceRef.ts";

/** Whose resources of which kind are meant. */
export type ResourceListPlace = Omit<ResourceRef, "id">;

/** Tells lists apart; the row of a list has it as its id. */
export function resourceListKey({ accountId, kindId, chatbotId }: ResourceListPlace): string {
  return JSON.stringify([accountId, chatbotId, "resources", kindId]);
}

/** The place that a key of `resourceListKey` stands for. */
export function placeOf(key: string): ResourceListPlace {
  const [accountId, chatbotId, , kindId] = JSON.parse(key) as [string, string, string, string];
  return { accountId, chatbotId, kindId };
}
