import type { Conversation } from "../../core/conversation/conversation.ts";
import type { SessionRef } from "./sessionRef.ts";

/** A session that is shown or answering in this window. */
export interface OpenSession {
  /** Changes once, when a new session gets its id from the service. */
  ref: SessionRef;
  readonly conversation: Conversation;
  /** True while a person can see it. */
  isVisible: boolean;
  /** True while a panel belongs to it. */
  hasPanel: boolean;
}
