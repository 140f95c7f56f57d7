import type { ProviderContext } from "../../../core/provider.ts";

/** What the calls of a kind work with. */
export type KindContext = Pick<ProviderContext, "http">;
