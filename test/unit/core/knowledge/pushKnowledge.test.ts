import { describe, expect, test } from "vitest";
import type { SyncEntry } from "../../../../src/core/knowledge/compareKnowledge.ts";
import { pushKnowledge } from "../../../../src/core/knowledge/pushKnowledge.ts";
import type { FileOutcome } from "../../../../src/core/knowledge/uploadAll.ts";
import type { Resource } from "../../../../src/core/resources.ts";

const resource = (id: string, state?: Resource["state"]): Resource => ({
  id,
  title: id,
  ...(state && { state, detail: `is ${state}` }),
});

/** A service that knows files, by name only if it is told to. */
function service({
  byName = false,
  fails = [] as readonly string[],
  refusesToRemove = false,
} = {}) {
  const calls: string[] = [];
  const there = new Map([["changed", "old-changed"]]);
  const run = async (
    entries: readonly SyncEntry[],
    pushed: Readonly<Record<string, string>> = {},
  ) =>
    pushKnowledge(
      entries,
      new Map(Object.entries(pushed).map(([path, id]) => [path, { id, hash: "0" }])),
      {
        upload: async (files) => {
          calls.push(`upload ${files.map(({ path }) => path).join(" ")}`);
          return files.map(({ path }): FileOutcome => {
            const known = there.get(path);
            if (byName && known !== undefined)
              return { kind: "duplicate", resource: resource(known) };
            return { kind: "uploaded", resource: resource(`new-${path}`) };
          });
        },
        remove: async (ids) => {
          calls.push(`remove ${ids.join(" ")}`);
          if (refusesToRemove) throw new Error("no");
          for (const [path, id] of there) if (ids.includes(id)) there.delete(path);
        },
        waitUntilLearned: async (ids) => {
          calls.push(`wait ${ids.join(" ")}`);
          return ids.map((id) => resource(id, fails.includes(id) ? "failed" : undefined));
        },
      },
    );
  return { run, calls };
}

const changed: SyncEntry = {
  path: "changed",
  name: "changed",
  hash: "1",
  status: "changed",
  resource: resource("old-changed"),
};
const fresh: SyncEntry = { path: "new", name: "new", hash: "1", status: "new" };
const removed: SyncEntry = {
  path: "gone",
  name: "gone",
  status: "removed",
  resource: resource("old-gone"),
};
const same: SyncEntry = {
  ...changed,
  path: "same",
  status: "same",
  resource: resource("old-same"),
};

describe("a push", () => {
  test("deletes the older version when the newer one is learned", async () => {
    const { run, calls } = service();
    const entries = [changed, fresh, removed, same];
    const report = await run(entries, {
      changed: "old-changed",
      gone: "old-gone",
      same: "old-same",
    });
    expect(calls).toEqual([
      "upload changed new",
      "wait new-changed new-new",
      "remove old-changed old-gone",
    ]);
    expect(report.removed).toBe(1);
    expect(Object.fromEntries(report.pushed)).toEqual({
      changed: { id: "new-changed", hash: "1" },
      new: { id: "new-new", hash: "1" },
      same: { id: "old-same", hash: "0" },
    });
  });

  test("keeps the older version when the newer one cannot be learned, and says why", async () => {
    const { run, calls } = service({ fails: ["new-changed", "new-new"] });
    const { results, pushed } = await run([changed, fresh], { changed: "old-changed" });
    expect(calls.at(-1)).toBe("remove new-changed");
    expect(pushed.get("changed")).toEqual({ id: "old-changed", hash: "0" });
    // Without an older one, what failed is what the next comparison calls stale.
    expect(pushed.get("new")).toEqual({ id: "new-new", hash: "1" });
    expect(results.map(({ outcome }) => outcome)).toMatchObject([
      { kind: "failed", error: { serviceMessage: "is failed" } },
      { kind: "failed" },
    ]);
  });

  test("sends a changed file again where the service knows it by its name alone", async () => {
    const { run, calls } = service({ byName: true });
    const { results, pushed } = await run([changed], { changed: "old-changed" });
    expect(calls).toEqual([
      "upload changed",
      "remove old-changed",
      "upload changed",
      "wait new-changed",
    ]);
    expect(results.map(({ outcome }) => outcome.kind)).toEqual(["uploaded"]);
    expect(pushed.get("changed")).toEqual({ id: "new-changed", hash: "1" });
  });

  test("remembers what it could not delete", async () => {
    const { run } = service({ refusesToRemove: true });
    const report = await run([removed], { gone: "old-gone" });
    expect(report).toMatchObject({ removed: 0, failure: { kind: "bug" } });
    expect(report.pushed.has("gone")).toBe(true);
  });

  test("of nothing does nothing", async () => {
    const { run, calls } = service();
    await run([same], { same: "old-same" });
    expect(calls).toEqual([]);
  });
});
