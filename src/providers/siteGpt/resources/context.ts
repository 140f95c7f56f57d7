import type { ProviderContext } from "../../../core/provider.ts";
import type { Escalations } from "../escalations.ts";

/** What the calls of a kind work with. */
export interface KindContext extends Pick<ProviderContext, "http" | "notes"> {
  readonly escalations: Escalations;
}
