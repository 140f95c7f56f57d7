import type { DeclaredKind } from "../../../core/declareKind.ts";
import { agents } from "./agents.ts";
import { chatbots } from "./chatbots.ts";
import { chatbotSettings } from "./chatbotSettings.ts";
import type { KindContext } from "./context.ts";
import { dataSources } from "./dataSources.ts";
import { tags } from "./tags.ts";

/** What AI Chatbot Hub manages besides chats, in the order of the tree. */
export const resourceKinds: readonly DeclaredKind<KindContext>[] = [
  chatbots,
  dataSources,
  tags,
  agents,
  chatbotSettings,
];
