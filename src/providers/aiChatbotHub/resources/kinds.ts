import type { HttpClient } from "../../../core/http/client.ts";
import type { ResourceKind } from "../../../core/resources.ts";
import { agents } from "./agents.ts";
import { chatbots } from "./chatbots.ts";
import { chatbotSettings } from "./chatbotSettings.ts";
import { dataSources } from "./dataSources.ts";
import { tags } from "./tags.ts";

/** All that this service manages besides chats. */
export function createResourceKinds(http: HttpClient): readonly ResourceKind[] {
  return [chatbots(http), dataSources(http), tags(http), agents(http), chatbotSettings(http)];
}
