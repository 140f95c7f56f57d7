import { describe, expect, test } from "vitest";
import type { PushedFile, SyncEntry } from "../../../../src/core/knowledge/compareKnowledge.ts";
import {
  type Leftover,
  pushKnowledge,
  type PushState,
  type UploadedFile,
} from "../../../../src/core/knowledge/pushKnowledge.ts";
import type { FileOutcome } from "../../../../src/core/knowledge/uploadAll.ts";
import type { Resource } from "../../../../src/core/resources.ts";

const resource = (id: string, state?: Resource["state"]): Resource => ({
  id,
  title: id,
  ...(state && { state, detail: `is ${state}` }),
});
const old = (path: string) => ({ id: `old-${path}`, hash: "0" });
const entry = (path: string, status: SyncEntry["status"], id?: string): SyncEntry => ({
  path,
  name: path,
  status,
  hash: "1",
  ...(id !== undefined && { resource: resource(id) }),
});
const changed = entry("changed", "changed", "old-changed");
const fresh = entry("new", "new");
const removed = entry("gone", "removed", "old-gone");
const same = entry("same", "same", "old-same");

interface Behaviour {
  /** Knows files by name alone. */
  readonly byName?: boolean;
  /** States of what it was given, by id; learned by default. */
  readonly states?: Readonly<Record<string, Resource["state"] | "missing">>;
  readonly refusesToRemove?: boolean;
  /** What the user stops. */
  readonly stopsAt?: string;
  /** Before what the window closes. */
  readonly endsAt?: string;
  /** So many times it cannot be written down. */
  readonly failures?: number;
}

async function push(
  entries: readonly SyncEntry[],
  pushed: readonly string[] | Readonly<Record<string, PushedFile>>,
  { byName, states = {}, refusesToRemove, stopsAt, endsAt, failures = 0 }: Behaviour = {},
  leftovers: readonly Leftover[] = [],
) {
  const calls: string[] = [];
  const files = Array.isArray(pushed)
    ? new Map(pushed.map((path: string) => [path, old(path)]))
    : new Map(Object.entries(pushed as Readonly<Record<string, PushedFile>>));
  let state: PushState = { files, leftovers };
  let saves = 0;
  const there = new Map([
    ["changed", "old-changed"],
    ["foreign", "somebody's"],
  ]);
  const report = await pushKnowledge(entries, state, {
    upload: async (all, onUploaded) => {
      calls.push(`upload ${all.map(({ path }) => path).join(" ")}`);
      const results: UploadedFile[] = [];
      for (const one of all) {
        const { path } = one;
        if (path === endsAt) throw new Error("the window closes");
        const known = byName ? there.get(path) : undefined;
        const outcome: FileOutcome =
          path === stopsAt
            ? { kind: "not-sent" }
            : known !== undefined
              ? { kind: "duplicate", resource: resource(known) }
              : { kind: "uploaded", resource: resource(`new-${path}`) };
        const file = { outcome, hash: "1" };
        await onUploaded(one, file);
        results.push(file);
      }
      return results;
    },
    remove: async (ids) => {
      calls.push(`remove ${ids.join(" ")}`);
      if (refusesToRemove) throw new Error("no");
      for (const [path, id] of there) if (ids.includes(id)) there.delete(path);
    },
    waitUntilLearned: async (ids) => {
      calls.push(`wait ${ids.join(" ")}`);
      return ids.flatMap((id) => {
        const now = states[id];
        return now === "missing" ? [] : [resource(id, now)];
      });
    },
    save: async (next) => {
      saves += 1;
      if (saves <= failures) throw new Error("the disk is full");
      state = next;
    },
  }).catch((error: unknown) => {
    if (endsAt === undefined) throw error;
    return { results: [], removed: 0 };
  });
  return { calls, report, files: Object.fromEntries(state.files), leftovers: state.leftovers };
}

const leftover = { path: "changed", older: old("changed"), newer: "new-changed" };

describe("a push", () => {
  test("deletes the older version when the newer one is learned", async () => {
    const done = await push([changed, fresh, removed, same], ["changed", "gone", "same"]);
    expect(done.calls).toEqual([
      "upload changed new",
      "wait new-changed new-new",
      "remove old-changed old-gone",
    ]);
    expect(done.report.removed).toBe(1);
    expect(done.leftovers).toEqual([]);
    expect(done.files).toEqual({
      changed: { id: "new-changed", hash: "1" },
      new: { id: "new-new", hash: "1" },
      same: { id: "old-same", hash: "0" },
    });
  });

  test("knows what was sent before its window closes, and deletes the older version another time", async () => {
    const ended = await push([changed, fresh], ["changed"], { endsAt: "new" });
    expect(ended.files).toEqual({ changed: { id: "new-changed", hash: "1" } });
    expect(ended.leftovers).toEqual([leftover]);
    const later = await push([fresh], ended.files, {}, ended.leftovers);
    expect(later.calls.at(-1)).toBe("remove old-changed");
  });

  test("does not take what the service has under the same name for what would have been sent", async () => {
    const ended = await push([changed, fresh], ["changed"], { byName: true, endsAt: "new" });
    expect(ended.files).toEqual({ changed: old("changed") });
  });

  test("goes on where something cannot be written down in between", async () => {
    const { files } = await push([changed, fresh], ["changed"], { failures: 2 });
    expect(Object.keys(files)).toEqual(["changed", "new"]);
  });

  test("keeps the older version when the newer one cannot be learned, and says why", async () => {
    const states = { "new-changed": "failed", "new-new": "failed" } as const;
    const { calls, files, report } = await push([changed, fresh], ["changed"], { states });
    expect(calls.at(-1)).toBe("remove new-changed");
    expect(files["changed"]).toEqual(old("changed"));
    // Without an older one, what failed is what the next comparison calls stale.
    expect(files["new"]).toEqual({ id: "new-new", hash: "1" });
    expect(report.results.map(({ outcome }) => outcome)).toMatchObject([
      { kind: "failed", error: { serviceMessage: "is failed" } },
      { kind: "failed" },
    ]);
  });

  test.each(["working", "missing"] as const)(
    "leaves the older version alone while the newer one is %s, and a later push decides",
    async (now) => {
      const first = await push([changed], ["changed"], { states: { "new-changed": now } });
      expect(first.calls).toEqual(["upload changed", "wait new-changed"]);
      expect(first.leftovers).toEqual([leftover]);
      const later = await push([], first.files, {}, first.leftovers);
      expect(later.calls).toEqual(["wait new-changed", "remove old-changed"]);
      expect(later.leftovers).toEqual([]);
    },
  );

  test("sends a changed file again where the service knows it by its name alone", async () => {
    const { calls, report, files } = await push([changed], ["changed"], { byName: true });
    expect(calls).toEqual([
      "upload changed",
      "remove old-changed",
      "upload changed",
      "wait new-changed",
    ]);
    expect(report.results.map(({ outcome }) => outcome.kind)).toEqual(["uploaded"]);
    expect(files["changed"]).toEqual({ id: "new-changed", hash: "1" });
  });

  test("remembers what was sent where an older version of another file could not be deleted", async () => {
    const behaviour = { byName: true, refusesToRemove: true };
    const { calls, report, files } = await push([changed, fresh], ["changed"], behaviour);
    expect(calls).toEqual(["upload changed new", "remove old-changed", "wait new-new"]);
    expect(report.results).toMatchObject([
      { entry: changed, outcome: { kind: "failed", error: { kind: "bug" } } },
      { entry: fresh, outcome: { kind: "uploaded" } },
    ]);
    expect(files).toEqual({ changed: old("changed"), new: { id: "new-new", hash: "1" } });
  });

  test("never deletes what the service had already, also when it is gone or has changed here", async () => {
    const foreign = entry("foreign", "stale", "somebody's");
    const takenOver = await push([foreign], [], { byName: true });
    expect(takenOver.calls).toEqual(["upload foreign", "wait somebody's"]);
    const known = { id: "somebody's", hash: "1", isForeign: true as const };
    expect(takenOver.files["foreign"]).toEqual(known);
    const before = { foreign: { ...known, hash: "0" } };
    const changedHere = entry("foreign", "changed", "somebody's");
    const kept = await push([changedHere], before, { byName: true });
    expect(kept.calls).toEqual(["upload foreign", "wait somebody's"]);
    expect(kept.files).toEqual(before);
    const replaced = await push([changedHere], before);
    expect(replaced.calls).toEqual(["upload foreign", "wait new-foreign"]);
    expect(replaced.files).toEqual({ foreign: { id: "new-foreign", hash: "1" } });
    const beside = await push([foreign], []);
    expect(beside.calls).toEqual(["upload foreign", "wait new-foreign"]);
  });

  test("one content under two paths is ours under both, whichever the service answered for first", async () => {
    let saved: PushState | undefined;
    const kinds = { copy: "duplicate", original: "uploaded" } as const;
    await pushKnowledge(
      [entry("copy", "new"), entry("original", "new")],
      { files: new Map(), leftovers: [] },
      {
        upload: async (all) =>
          all.map(({ path }) => ({
            outcome: { kind: kinds[path as keyof typeof kinds], resource: resource("r") },
            hash: "1",
          })),
        remove: async () => expect.unreachable(),
        waitUntilLearned: async () => [],
        save: async (state) => void (saved = state),
      },
    );
    const ours = { id: "r", hash: "1" };
    expect(Object.fromEntries(saved?.files ?? [])).toEqual({ copy: ours, original: ours });
  });

  test.each([true, false])("that was stopped deletes nothing (by name: %s)", async (byName) => {
    const entries = [changed, fresh, removed];
    const { calls, files, report } = await push(entries, ["changed", "gone"], {
      byName,
      stopsAt: "new",
    });
    expect(calls.filter((call) => call.startsWith("remove"))).toEqual([]);
    expect(report.removed).toBe(0);
    expect(Object.keys(files)).toContain("gone");
  });

  test("remembers what it could not delete", async () => {
    const done = await push([changed, removed], ["changed", "gone"], { refusesToRemove: true });
    expect(done.report).toMatchObject({ removed: 0, failure: { kind: "bug" } });
    expect(done.leftovers).toEqual([leftover]);
    expect(Object.keys(done.files)).toContain("gone");
  });

  describe("after one whose version was never decided", () => {
    const between = { path: "changed", older: old("changed"), newer: "between" };

    test.each([
      ["failed", undefined, ["between", "old-changed"], "new-changed"],
      ["working", undefined, ["between", "old-changed"], "new-changed"],
      ["missing", undefined, ["between", "old-changed"], "new-changed"],
      ["failed", "failed", ["between", "new-changed"], "old-changed"],
      ["working", "failed", ["new-changed"], "between"],
      ["failed", "working", ["between"], "new-changed"],
    ] as const)(
      "keeps one version of a file: between %s, newest %s",
      async (middle, newest, removedIds, kept) => {
        const states = { between: middle, ...(newest && { "new-changed": newest }) };
        const files = { changed: { id: "between", hash: "0.5" } };
        const done = await push([changed], files, { states }, [between]);
        expect(new Set(done.calls.at(-1)?.split(" ").slice(1))).toEqual(new Set(removedIds));
        expect(done.files["changed"]?.id).toBe(kept);
        const known = done.leftovers.flatMap(({ older, newer }) => [older.id, newer]);
        expect(known.filter((id) => removedIds.some((one) => one === id))).toEqual([]);
      },
    );

    test.each(["working", "failed", undefined] as const)(
      "deletes all versions of a file that is gone: between %s",
      async (middle) => {
        const files = { changed: { id: "between", hash: "0.5" } };
        const gone = entry("changed", "removed", "between");
        const done = await push([gone], files, { states: { between: middle } }, [between]);
        const ids = new Set(done.calls.at(-1)?.split(" ").slice(1));
        expect(ids).toEqual(new Set(["between", "old-changed"]));
        expect(done).toMatchObject({ files: {}, leftovers: [] });
      },
    );
  });

  test.each(["changed", "removed"] as const)(
    "leaves what another file is known by too, when one of the two is %s",
    async (status) => {
      const shared = { id: "shared", hash: "0" };
      const one = entry("one", status, "shared");
      const done = await push([one, entry("two", "same", "shared")], { one: shared, two: shared });
      expect(done.calls.filter((call) => call.startsWith("remove"))).toEqual([]);
      expect(done.files["two"]).toEqual(shared);
    },
  );

  test("of nothing does nothing", async () => {
    expect((await push([same], ["same"])).calls).toEqual([]);
  });
});
