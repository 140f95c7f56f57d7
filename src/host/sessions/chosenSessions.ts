import type { KnownAccount } from "../refs/knownAccount.ts";
import { toChatError } from "../../core/errors.ts";
import type { ErrorKind } from "../../core/model.ts";
import { subjectOf } from "../text/errorText.ts";
import { tellError } from "../text/tellError.ts";
import { type CommandTarget, selectedRows } from "../refs/commandTarget.ts";
import { parseSessionRef } from "../refs/parseSessionRef.ts";
import { pickDestination, toSessionRef, type PickSessionDeps } from "./pickSession.ts";
import type { SessionRef } from "../refs/sessionRef.ts";
import type { ShownChats } from "../refs/shownChats.ts";
import type { Log } from "../../core/log.ts";

/** What chosenSessions works with. */
export interface ChosenSessionsDeps extends PickSessionDeps {
  panels(): Promise<ShownChats>;
  readonly log: Log;
}

/**
 * The sessions that a command is about: the rows it was called on, else the session of the chat that has the focus,
 * else the one that the user picks. None when it was called on rows that are no sessions.
 */
export async function chosenSessions(
  deps: ChosenSessionsDeps,
  target: CommandTarget,
  title: string,
): Promise<readonly SessionRef[]> {
  const rows = selectedRows(target);
  if (rows.length > 0) return rows.flatMap((row) => (row.kind === "session" ? [row.ref] : []));
  const given = (await toSessionRef(deps, target.argument)) ?? (await shownIn(deps, target))?.ref;
  if (given) return [given];
  const picked = await pickDestination(deps, title, { newSessions: false, sessions: true });
  const ref = picked && parseSessionRef(picked);
  return ref ? [ref] : [];
}

async function shownIn(deps: ChosenSessionsDeps, { isFromView }: CommandTarget) {
  const { active, inView } = await deps.panels();
  return isFromView ? inView : active;
}

/** The one session that a command is about; of several rows the one that it was called on. */
export async function chosenSession(
  deps: ChosenSessionsDeps,
  target: CommandTarget,
  title: string,
): Promise<SessionRef | undefined> {
  const [ref] = await chosenSessions(deps, { ...target, selection: undefined }, title);
  return ref;
}

/**
 * Does something and tells a failure as one of this account. False when it failed.
 * @param toEffect a sentence for what the failure means, if there is one
 */
export async function tellFailure(
  deps: ChosenSessionsDeps,
  account: KnownAccount,
  action: () => Promise<void>,
  toEffect?: (kind: ErrorKind) => string | undefined,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (thrown) {
    const subject = subjectOf(account);
    const effect = toEffect?.(toChatError(thrown).kind);
    tellError(thrown, "session command", subject, deps.log, effect);
    return false;
  }
}
