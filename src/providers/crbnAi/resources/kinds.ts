import type { DeclaredKind } from "../../../core/declareKind.ts";
import { apiKeys } from "./apiKeys.ts";
import { botChats } from "./botChats.ts";
import { bots } from "./bots.ts";
import { botSettings } from "./botSettings.ts";
import type { KindContext } from "./context.ts";
import { documents } from "./documents.ts";
import { plainChatDetails } from "./plainChatDetails.ts";
import { recipes } from "./recipes.ts";

/** What CRBNai manages besides chats (section 3 of its reference), in the order of the tree. */
export const resourceKinds: readonly DeclaredKind<KindContext>[] = [
  bots,
  documents,
  botSettings,
  recipes,
  apiKeys,
  botChats,
  plainChatDetails,
];
