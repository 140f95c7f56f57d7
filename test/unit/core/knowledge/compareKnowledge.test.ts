import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareKnowledge,
  planPush,
  restate,
} from "../../../../src/core/knowledge/compareKnowledge.ts";

const local = (path: string, hash = "1") => ({ path, name: path, hash });
const remote = (id: string, fileName: string, state?: "working" | "failed") => ({
  id,
  title: fileName,
  fileName,
  ...(state && { state }),
});
const statuses = (entries: ReturnType<typeof compareKnowledge>) =>
  Object.fromEntries(entries.map(({ path, status }) => [path, status]));

test("files are new, changed, removed, stale, in progress or the same", () => {
  const entries = compareKnowledge(
    ["new", "changed", "same", "foreign", "failed", "training", "lost"].map((path) => local(path)),
    new Map([
      ["changed", { id: "r-changed", hash: "0" }],
      ["same", { id: "r-same", hash: "1" }],
      ["failed", { id: "r-failed", hash: "1" }],
      ["training", { id: "r-training", hash: "1" }],
      ["lost", { id: "r-lost", hash: "1" }],
      ["removed", { id: "r-removed", hash: "1" }],
      ["forgotten", { id: "r-forgotten", hash: "1" }],
    ]),
    [
      remote("r-changed", "changed"),
      remote("r-same", "same"),
      remote("r-foreign", "foreign"),
      remote("r-failed", "failed", "failed"),
      remote("r-training", "training", "working"),
      remote("r-removed", "removed"),
    ],
  );
  expect(statuses(entries)).toEqual({
    changed: "changed",
    failed: "stale",
    foreign: "stale",
    lost: "new",
    new: "new",
    removed: "removed",
    same: "same",
    training: "in-progress",
  });
  const { send, remove } = planPush(entries);
  expect(send.map(({ path }) => path)).toEqual(["changed", "failed", "foreign", "lost", "new"]);
  expect(remove.map(({ resource }) => resource?.id)).toEqual(["r-removed"]);
});

test("a file that is held back is not gone", () => {
  const pushed = new Map([["a", { id: "r-a", hash: "1" }]]);
  expect(compareKnowledge([], pushed, [remote("r-a", "a")], ["a"])).toEqual([]);
  expect(compareKnowledge([], pushed, [remote("r-a", "a")])).toMatchObject([{ status: "removed" }]);
});

test("what the service had already is not to be deleted when its file goes", () => {
  const pushed = new Map([["a", { id: "r-a", hash: "1", isForeign: true as const }]]);
  expect(compareKnowledge([], pushed, [remote("r-a", "a")])).toEqual([]);
});

test("what was never pushed from here is never deleted, and nothing that is the same is sent", () => {
  const paths = fc.uniqueArray(fc.constantFrom<string>("a", "b", "c", "d", "e"));
  const hash = fc.constantFrom("1", "2");
  fc.assert(
    fc.property(paths, paths, paths, hash, (here, before, there, oldHash) => {
      const entries = compareKnowledge(
        here.map((path) => local(path)),
        new Map(before.map((path) => [path, { id: `r-${path}`, hash: oldHash }])),
        there.map((path) => remote(`r-${path}`, path)),
      );
      const { send, remove } = planPush(entries);
      for (const { path } of remove) {
        expect(before).toContain(path);
        expect(here).not.toContain(path);
      }
      for (const { path } of send) {
        const isKnown = before.includes(path) && there.includes(path) && oldHash === "1";
        expect(isKnown).toBe(false);
      }
    }),
  );
});

test("a file that holds something else is told again as a comparison would", () => {
  const there = remote("r", "a");
  const pushed = { id: "r", hash: "1" };
  for (const [hash, before] of [
    ["1", pushed],
    ["2", pushed],
    ["2", undefined],
  ] as const) {
    const known = new Map(before ? [["a", before]] : []);
    for (const resources of [[there], []]) {
      const [old] = compareKnowledge([local("a", "0")], known, resources);
      const now = compareKnowledge([local("a", hash)], known, resources);
      expect(old && [restate(old, hash, before)]).toEqual(now);
    }
  }
});
