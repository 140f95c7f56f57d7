import type { Session } from "../../core/model.ts";
import { shorten } from "../../core/redact.ts";
import type { SessionFile } from "./sessionFileSchema.ts";

/** A session with what Parley itself knows of it. */
export interface ListedSession extends Session {
  /** True until the service knows the session. */
  readonly isNew: boolean;
  readonly unread: boolean;
  readonly pinned: boolean;
  /** The person's own name for it; it wins over `title`. */
  readonly customTitle?: string | undefined;
  /** The beginning of what is typed and not sent, where that is all there is of the session. */
  readonly draft?: string | undefined;
  /** The workspaces in which something was asked from Parley, as `workspaceHash` names them. */
  readonly workspaces: readonly string[];
}

const draftLength = 60;

/** A session of the service, or one that the service does not know yet, with what its file says. */
export function toListed(
  session: Session,
  file: SessionFile | undefined,
  isNew = false,
): ListedSession {
  const title = session.title ?? file?.title;
  const draft = isNew ? draftOf(file) : undefined;
  return {
    ...session,
    ...(title !== undefined && { title }),
    ...(file?.customTitle !== undefined && { customTitle: file.customTitle }),
    ...(draft !== undefined && { draft }),
    isNew,
    unread: file?.unread ?? false,
    pinned: file?.pinned ?? false,
    workspaces: file?.workspaces ?? [],
  };
}

/** True when the file of a session that the service does not know holds what a person has typed. */
export function isWorthKeeping({ draft, unsettled }: SessionFile): boolean {
  return draft !== undefined || unsettled !== undefined;
}

/** New ones first, then those that are pinned, then by the time of the last change. */
export function sortSessions(sessions: readonly ListedSession[]): readonly ListedSession[] {
  return sessions.toSorted(
    (a, b) =>
      Number(b.isNew) - Number(a.isNew) ||
      Number(b.pinned) - Number(a.pinned) ||
      timeOf(b) - timeOf(a),
  );
}

function timeOf({ updatedAt, createdAt }: Session): number {
  return updatedAt ?? createdAt ?? 0;
}

function draftOf(file: SessionFile | undefined): string | undefined {
  const { text = "", attachments = [] } = file?.draft ?? {};
  return shorten(text, draftLength) || attachments[0]?.path;
}
