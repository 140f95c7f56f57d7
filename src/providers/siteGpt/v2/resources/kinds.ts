import type { DeclaredKind } from "../../../../core/declareKind.ts";
import type { KindContext } from "./context.ts";
import { conversations } from "./conversations.ts";

/** What SiteGPT v2 manages besides chats, in the order of the tree. */
export const resourceKinds: readonly DeclaredKind<KindContext>[] = [conversations];
