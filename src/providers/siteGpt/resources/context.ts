import type { Turns } from "../../../core/async/turns.ts";
import type { ProviderContext } from "../../../core/provider.ts";
import type { Escalations } from "../escalations.ts";

/** What the calls of a kind work with. */
export interface KindContext extends Pick<ProviderContext, "http" | "notes"> {
  readonly escalations: Escalations;
  /** By chatbot: who changes its custom text. A section that is added must not lose one that is on its way. */
  readonly textTurns: Turns<string>;
}
