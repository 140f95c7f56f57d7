import type { Conversation } from "../../core/chat/conversation.ts";
import type { SessionRef } from "./sessionRef.ts";

/** A session that is shown or answering in this window. */
export interface OpenSession {
  /** Changes once, when a new session gets its id from the service. */
  ref: SessionRef;
  readonly conversation: Conversation;
  /** What the service calls it, or Parley after its first question. */
  title?: string | undefined;
  /** The person's own name for it; it wins. */
  customTitle?: string | undefined;
  /** True while a person can see it. */
  isVisible: boolean;
  /** True while a panel belongs to it. */
  hasPanel: boolean;
}
