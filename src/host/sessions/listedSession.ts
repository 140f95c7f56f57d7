import type { Session } from "../../core/model.ts";
import { shorten } from "../../core/redact.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import type { SessionFile } from "./sessionFileSchema.ts";

const draftLength = 60;

/** A session of its service, with what its file says. */
export function toListed(session: Session, file: SessionFile | undefined): ListedSession {
  const { id: serviceId, ...rest } = session;
  return { ...rest, ...fromFile(session, file), id: file?.id ?? serviceId, serviceId };
}

/** A session that no service knows yet, with what its file says. */
export function toUnsent(
  { id, chatbotId }: { readonly id: string; readonly chatbotId: string },
  file: SessionFile | undefined,
): ListedSession {
  return { ...fromFile({}, file), id, chatbotId, serviceId: undefined, draft: draftOf(file) };
}

/** True when the file of a session that no service knows holds what a user has typed. */
export function isWorthKeeping({ draft, questions }: SessionFile): boolean {
  return draft !== undefined || questions.length > 0;
}

/** Those that are on top first, then those that are pinned, then by the time of the last change. */
export function sortSessions(sessions: readonly ListedSession[]): readonly ListedSession[] {
  return sessions.toSorted(
    (a, b) => rank(b) - rank(a) || Number(b.pinned) - Number(a.pinned) || timeOf(b) - timeOf(a),
  );
}

/** True for what must not be lost from sight: somebody waits for an answer, or something is not sent yet. */
export function isOnTop(session: ListedSession): boolean {
  return rank(session) > 0;
}

function rank(session: ListedSession): number {
  return session.waitsForHuman ? 2 : Number(isUnsent(session));
}

/** True while no service knows a session. */
export function isUnsent({ serviceId }: Pick<ListedSession, "serviceId">): boolean {
  return serviceId === undefined;
}

/** What a session's file says of it. @param session as its service tells it */
export function fromFile(session: Pick<Session, "title">, file: SessionFile | undefined) {
  const title = session.title ?? file?.title;
  return {
    ...(title !== undefined && { title }),
    customTitle: file?.customTitle,
    unread: file?.unread ?? false,
    pinned: file?.pinned ?? false,
    workspaces: file?.workspaces ?? [],
    ...(file?.aiQuestions && { isAskedByAi: true }),
  };
}

function timeOf({ updatedAt, createdAt }: Pick<ListedSession, "updatedAt" | "createdAt">): number {
  return updatedAt ?? createdAt ?? 0;
}

function draftOf(file: SessionFile | undefined): string | undefined {
  const { text = "", attachments = [] } = file?.draft ?? {};
  return shorten(text, draftLength) || file?.questions[0]?.text || attachments[0]?.path;
}
