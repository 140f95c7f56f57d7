import { afterAll, expect, test } from "vitest";
import { sortSessions, toListed } from "../../../src/host/sessions/listedSession.ts";
import type { ListedSession } from "../../../src/host/refs/listedSession.ts";
import { groupSessions } from "../../../src/host/tree/dateGroups.ts";

// Clocks went forward here on 29 March 2026, so that a week is an hour short.
const { TZ: zone } = process.env;
process.env["TZ"] = "Europe/Berlin";
afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});
const now = new Date(2026, 2, 31, 0, 30).getTime();
const minutes = 60_000;

function at(year: number, month: number, day: number, hour = 12): number {
  return new Date(year, month - 1, day, hour).getTime();
}

function session(id: string, updatedAt?: number, more: Partial<ListedSession> = {}): ListedSession {
  const plain = { id, chatbotId: "bot", ...(updatedAt !== undefined && { updatedAt }) };
  return { ...toListed(plain, undefined), ...more };
}

function grouped(sessions: readonly ListedSession[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    groupSessions(sessions, now).map(({ name, sessions: members }) => [
      name,
      members.map(({ id }) => id),
    ]),
  );
}

test("days are those of the calendar, also around months and the change of the clocks", () => {
  const sessions = [
    session("ahead", now + minutes),
    session("just now", now - minutes),
    session("last night", now - 31 * minutes),
    session("yesterday morning", at(2026, 3, 30, 0)),
    session("two days ago", at(2026, 3, 29, 23)),
    session("a week ago", at(2026, 3, 24, 0)),
    session("eight days ago", at(2026, 3, 23, 23)),
    session("thirty days ago", at(2026, 3, 1, 0)),
    session("last winter", at(2026, 2, 28, 23)),
    session("no time"),
    session("only made", undefined, { createdAt: now }),
  ];
  expect(grouped(sessions)).toEqual({
    today: ["ahead", "just now", "only made"],
    yesterday: ["last night", "yesterday morning"],
    week: ["two days ago", "a week ago"],
    month: ["eight days ago", "thirty days ago"],
    older: ["last winter", "no time"],
  });
});

test("a pinned session is pinned, whenever it was; groups come in their order and never empty", () => {
  const groups = groupSessions(
    [session("old", 1), session("old but pinned", 1, { pinned: true }), session("new", now)],
    now,
  );
  expect(groups.map(({ name }) => name)).toEqual(["pinned", "today", "older"]);
  expect(groups[0]?.sessions.map(({ id }) => id)).toEqual(["old but pinned"]);
  expect(groupSessions([], now)).toEqual([]);
});

test("a list shows what was never sent, then what is pinned, then the newest", () => {
  const sessions = [
    session("old", 1),
    session("pinned", 2, { pinned: true }),
    session("newest", 9),
    session("draft", undefined, { serviceId: undefined }),
    session("also pinned", 5, { pinned: true }),
  ];
  expect(sortSessions(sessions).map(({ id }) => id)).toEqual([
    "draft",
    "also pinned",
    "pinned",
    "newest",
    "old",
  ]);
});
