import type { ResourceKindInfo } from "../../../core/resources.ts";

/** What CRBNai manages besides chats. */
export const resourceKinds: readonly ResourceKindInfo[] = [];
