import { describe, expect, test } from "vitest";
import { ChatError } from "../../../../src/core/errors.ts";
import { uploadAll } from "../../../../src/core/knowledge/uploadAll.ts";
import type { UploadFile, UploadResult } from "../../../../src/core/resources.ts";
import { FakeClock } from "../../../helpers/fakes.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `${index}.txt`);

function run(
  items: readonly string[],
  upload: (file: UploadFile, attempt: number) => Promise<UploadResult>,
  stop = new AbortController(),
) {
  const clock = new FakeClock();
  const attempts = new Map<string, number>();
  const shares = new Map<string, number>();
  const outcomes = uploadAll({
    items,
    read: async (name) => ({ name, type: "text/plain", content: new Uint8Array(10) }),
    upload: async (file, { onProgress }) => {
      const attempt = (attempts.get(file.name) ?? 0) + 1;
      attempts.set(file.name, attempt);
      onProgress?.(5);
      return upload(file, attempt);
    },
    clock,
    signal: stop.signal,
    onProgress: (item, share) => void shares.set(item, share),
  });
  return { clock, attempts, shares, outcomes };
}

const resourceOf = ({ name }: UploadFile): UploadResult => ({
  resource: { id: name, title: name },
});

describe("several files", () => {
  test("are sent three at once, and each has an outcome in its place", async () => {
    let atOnce = 0;
    let most = 0;
    const { outcomes, shares } = run(names(200), async (file) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return file.name === "7.txt" ? { ...resourceOf(file), isDuplicate: true } : resourceOf(file);
    });
    const ids = (await outcomes).map((one) => ("resource" in one ? one.resource.id : ""));
    expect(ids).toEqual(names(200));
    expect((await outcomes).filter(({ kind }) => kind === "duplicate")).toHaveLength(1);
    expect(most).toBe(3);
    expect([...shares.values()].every((share) => share === 1)).toBe(true);
  });

  test("wait together when the service asks for it, and are sent again", async () => {
    const { outcomes, clock, attempts } = run(names(6), async (file, attempt) => {
      if (attempt === 1 && file.name === "0.txt")
        throw new ChatError("rate-limited", "429", { retryAt: clock.now() + 9000 });
      return resourceOf(file);
    });
    expect((await outcomes).every(({ kind }) => kind === "uploaded")).toBe(true);
    expect(attempts.get("0.txt")).toBe(2);
    expect(clock.waits).toContain(9000);
  });

  test("are not sent again at once, where the service says that one need not wait", async () => {
    const { outcomes, clock } = run(["a"], async (file, attempt) => {
      if (attempt < 3) throw new ChatError("rate-limited", "429", { retryAt: clock.now() });
      return resourceOf(file);
    });
    expect((await outcomes).map(({ kind }) => kind)).toEqual(["uploaded"]);
    expect(clock.waits).toEqual([1000, 1000]);
  });

  test("that the service never takes are given up after some tries", async () => {
    const { outcomes, attempts } = run(["a"], async () => {
      throw new ChatError("rate-limited", "429");
    });
    expect(await outcomes).toEqual([
      { kind: "failed", error: expect.objectContaining({ kind: "rate-limited" }) as unknown },
    ]);
    expect(attempts.get("a")).toBe(6);
  });

  test("are given up at once where the service asks to wait for a day", async () => {
    const day = 24 * 60 * 60_000;
    const { outcomes, clock, attempts } = run(names(50), async () => {
      throw new ChatError("rate-limited", "429", { retryAt: clock.now() + day });
    });
    const kinds = (await outcomes).map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(["failed", "failed", "failed"]);
    expect(new Set(kinds.slice(3))).toEqual(new Set(["not-sent"]));
    expect(attempts.size).toBe(3);
    expect(clock.waits).toEqual([]);
  });

  test("that fail one by one do not stop the others", async () => {
    const { outcomes } = run(names(5), async (file) => {
      if (file.name === "1.txt") throw new ChatError("rejected", "no");
      return resourceOf(file);
    });
    expect((await outcomes).map(({ kind }) => kind)).toEqual([
      "uploaded",
      "failed",
      "uploaded",
      "uploaded",
      "uploaded",
    ]);
  });

  test("are not sent any more when one fails for a reason that all share", async () => {
    const { outcomes, attempts } = run(names(50), async () => {
      throw new ChatError("bad-key", "401");
    });
    const kinds = (await outcomes).map(({ kind }) => kind);
    expect(attempts.size).toBeLessThanOrEqual(3);
    expect(kinds.filter((kind) => kind === "not-sent").length).toBeGreaterThanOrEqual(47);
  });

  test("are not sent any more when the user stops it, and what was sent stays sent", async () => {
    const stop = new AbortController();
    const { outcomes } = run(
      names(10),
      async (file) => {
        if (file.name === "4.txt") stop.abort();
        await new Promise(setImmediate);
        if (stop.signal.aborted && file.name !== "0.txt") throw new ChatError("cancelled", "stop");
        return resourceOf(file);
      },
      stop,
    );
    const kinds = (await outcomes).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(["uploaded", "uploaded"]);
    expect(kinds.slice(6)).toEqual(["not-sent", "not-sent", "not-sent", "not-sent"]);
  });
});
