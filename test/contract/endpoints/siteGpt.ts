import type { Endpoint } from "./endpoint.ts";
import { siteGptBehaviour } from "./siteGptBehaviour.ts";
import { siteGptChatbots } from "./siteGptChatbots.ts";
import { siteGptSessions } from "./siteGptSessions.ts";

/** The endpoints of SiteGPT, in the order of section 2 of its reference. */
export const endpoints: readonly Endpoint[] = [
  ...siteGptChatbots,
  ...siteGptBehaviour,
  ...siteGptSessions,
];
