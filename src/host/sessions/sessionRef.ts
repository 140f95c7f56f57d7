/** Which session is meant, everywhere in the host: in the tree, in panels and in file names. */
export interface SessionRef {
  readonly accountId: string;
  readonly chatbotId: string;
  /** The service's id, or for a new session one of our own until the first question is asked. */
  readonly sessionId: string;
  /** True until the service knows the session. */
  readonly isNew: boolean;
}

/** One string for a session, for maps. */
export function sessionKey({ accountId, chatbotId, sessionId }: Omit<SessionRef, "isNew">): string {
  return JSON.stringify([accountId, chatbotId, sessionId]);
}
