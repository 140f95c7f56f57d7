import type { ProviderContext } from "../../../../core/provider.ts";
import type { Conversations } from "../conversations.ts";

/** What the calls of a kind work with. */
export interface KindContext extends Pick<ProviderContext, "http" | "notes" | "log" | "clock"> {
  readonly conversations: Conversations;
}
