import type { ProviderDescriptor } from "./provider.ts";

/** A service as each generation of its API, the one for all other keys first. */
export function editionsOf(provider: ProviderDescriptor): readonly ProviderDescriptor[] {
  return [provider, ...(provider.editions ?? [])];
}

/** A service as the generation of its API that a key speaks. */
export function editionFor(
  provider: ProviderDescriptor,
  key: string | undefined,
): ProviderDescriptor {
  return provider.editions?.find(({ keyPrefix }) => key?.startsWith(keyPrefix)) ?? provider;
}

/** A service as the latest generation of its API. */
export function latestEdition(provider: ProviderDescriptor): ProviderDescriptor {
  return provider.editions?.at(-1) ?? provider;
}
