import type { DeclaredKind } from "../../../../core/declareKind.ts";
import { account } from "./account.ts";
import { chatbot } from "./chatbot.ts";
import { chatbots } from "./chatbots.ts";
import type { KindContext } from "./context.ts";
import { conversations } from "./conversations.ts";
import { documents } from "./documents.ts";
import { ingestJobs } from "./ingestJobs.ts";
import { leads } from "./leads.ts";
import { settings } from "./settings.ts";
import { sources } from "./sources.ts";
import { starters } from "./starters.ts";
import { tokens } from "./tokens.ts";

/** What SiteGPT v2 manages besides chats, in the order of the tree. */
export const resourceKinds: readonly DeclaredKind<KindContext>[] = [
  chatbots,
  tokens,
  account,
  documents,
  ingestJobs,
  sources,
  starters,
  chatbot,
  settings,
  leads,
  conversations,
];
