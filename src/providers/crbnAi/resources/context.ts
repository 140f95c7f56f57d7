import type { ProviderContext, SessionNotes } from "../../../core/provider.ts";

/** What the calls of a kind work with. */
export interface KindContext extends Pick<ProviderContext, "http" | "clock"> {
  readonly notes: Pick<SessionNotes, "readText" | "writeText">;
}
