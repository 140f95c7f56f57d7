import type { ResourceKindInfo } from "../../../core/resources.ts";

/** What SiteGPT manages besides chats. */
export const resourceKinds: readonly ResourceKindInfo[] = [];
