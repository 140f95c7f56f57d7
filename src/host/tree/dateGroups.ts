import type { Timestamp } from "../../core/model.ts";
import type { ListedSession } from "../refs/listedSession.ts";
import { type GroupName, groupNames } from "../refs/treeNodes.ts";

/** Sessions that stand under one heading. */
export interface SessionGroup {
  readonly name: GroupName;
  readonly sessions: readonly ListedSession[];
}

/** More sessions than this are shown in groups. */
export const maxUngrouped = 10;

/**
 * Sessions by when something happened in them last, in days as the user's calendar counts them. Groups without
 * sessions are left out; in a group the order stays.
 */
export function groupSessions(
  sessions: readonly ListedSession[],
  now: Timestamp,
): readonly SessionGroup[] {
  const days = [0, 1, 7, 30].map((ago) => startOfDay(now, ago));
  const byName = Map.groupBy(sessions, (session) => groupOf(session, days));
  return groupNames.flatMap((name) => {
    const members = byName.get(name);
    return members ? [{ name, sessions: members }] : [];
  });
}

/** @param days when today, yesterday, the last 7 days and the last 30 days begin */
function groupOf(
  { pinned, updatedAt, createdAt }: ListedSession,
  [today = 0, yesterday = 0, week = 0, month = 0]: readonly Timestamp[],
): GroupName {
  if (pinned) return "pinned";
  const time = updatedAt ?? createdAt ?? 0;
  if (time >= today) return "today";
  if (time >= yesterday) return "yesterday";
  if (time >= week) return "week";
  return time >= month ? "month" : "older";
}

/** Days differ in length where clocks are set forward and back. */
function startOfDay(now: Timestamp, daysAgo: number): Timestamp {
  const date = new Date(now);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() - daysAgo);
  return date.getTime();
}
