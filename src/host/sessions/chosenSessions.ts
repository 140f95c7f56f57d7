import type { Container } from "../../container.ts";
import type { KnownAccount } from "../accounts/accountStore.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { isTreeNode, type TreeNode } from "../tree/nodes.ts";
import { parseSessionRef } from "./parseSessionRef.ts";
import { pickDestination, toSessionRef } from "./pickSession.ts";
import type { SessionRef } from "./sessionRef.ts";

/** What VS Code gives a command: the row it was called on, and all rows that are selected with it. */
export interface CommandTarget {
  readonly argument: unknown;
  readonly selection?: unknown;
}

/**
 * The sessions that a command is about: the rows it was called on, else the session of the chat that has the focus,
 * else the one that the person picks. None when it was called on rows that are no sessions.
 */
export async function chosenSessions(
  container: Container,
  { argument, selection }: CommandTarget,
  title: string,
): Promise<readonly SessionRef[]> {
  const rows = selectedRows(argument, selection);
  if (rows.length > 0) return rows.flatMap((row) => (row.kind === "session" ? [row.ref] : []));
  const given = (await toSessionRef(container, argument)) ?? (await container.panels()).active?.ref;
  if (given) return [given];
  const picked = await pickDestination(container, title, { newSessions: false, sessions: true });
  const ref = picked && parseSessionRef(picked);
  return ref ? [ref] : [];
}

/** The one session that a command is about; of several rows the one that it was called on. */
export async function chosenSession(
  container: Container,
  { argument }: CommandTarget,
  title: string,
): Promise<SessionRef | undefined> {
  const [ref] = await chosenSessions(container, { argument }, title);
  return ref;
}

/** Does something and tells a failure as one of this account. False when it failed. */
export async function tellFailure(
  container: Container,
  account: KnownAccount,
  action: () => Promise<void>,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (thrown) {
    const subject = subjectOf(account);
    tellError(thrown, "session command", subject, container.log);
    return false;
  }
}

function selectedRows(argument: unknown, selection: unknown): readonly TreeNode[] {
  const rows = Array.isArray(selection) ? selection.filter(isTreeNode) : [];
  if (rows.length > 0) return rows;
  return isTreeNode(argument) ? [argument] : [];
}
