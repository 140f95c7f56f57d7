import type { Session } from "../../core/model.ts";

/** A session with what Parley itself knows of it. */
export interface ListedSession extends Omit<Session, "id"> {
  /** Parley's own id. */
  readonly id: string;
  /** The service's id; undefined while no service knows the session. */
  readonly serviceId: string | undefined;
  readonly unread: boolean;
  readonly pinned: boolean;
  /** The user's own name for it; it wins over `title`. */
  readonly customTitle?: string | undefined;
  /** The beginning of what is typed and not sent, where that is all there is of the session. */
  readonly draft?: string | undefined;
  /** The workspaces in which something was asked from Parley, as `workspaceHash` names them. */
  readonly workspaces: readonly string[];
  /** True where an AI agent has asked. */
  readonly isAskedByAi?: boolean;
}
