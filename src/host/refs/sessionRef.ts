import { randomUUID } from "node:crypto";

/** Which session is meant, everywhere in the host: in the tree, in panels and in file names. */
export interface SessionRef {
  readonly accountId: string;
  readonly chatbotId: string;
  /**
   * Parley's own id of the session, which it keeps from the first moment on: one that Parley has made for a session
   * that it began, and for every other one the service's id.
   */
  readonly id: string;
}

/** All sessions of an account, or of one chatbot of it. */
export interface SessionPlace {
  readonly accountId: string;
  readonly chatbotId?: string;
}

/** True for a session that is there. */
export function isOf(ref: SessionRef, { accountId, chatbotId }: SessionPlace): boolean {
  return ref.accountId === accountId && (chatbotId === undefined || ref.chatbotId === chatbotId);
}

/** What ids begin with that Parley has made. */
const ownPrefix = "parley:";

/** An id of Parley's own out of what tells the session from others. */
export function ownId(unique: string): string {
  return ownPrefix + unique;
}

/** A reference for a session that no service knows yet. */
export function newSessionRef(accountId: string, chatbotId: string): SessionRef {
  return { accountId, chatbotId, id: ownId(randomUUID()) };
}

/** The id under which earlier versions of Parley knew a session that no service knew; undefined for every other one. */
export function olderIdOf(id: string): string | undefined {
  return id.startsWith(ownPrefix) ? id.slice(ownPrefix.length) : undefined;
}

/** The service's id as far as Parley's own tells it; undefined for a session that Parley began. */
export function serviceIdIn(id: string): string | undefined {
  return id.startsWith(ownPrefix) ? undefined : id;
}

/** One string for a session, for maps. */
export function sessionKey({ accountId, chatbotId, id }: SessionRef): string {
  return JSON.stringify([accountId, chatbotId, id]);
}
