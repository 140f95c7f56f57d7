import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withFileLock } from "../../../src/host/adapters/fileLock.ts";
import { patiently } from "../../../src/host/adapters/patiently.ts";
import { readIfThere } from "../../../src/host/adapters/readIfThere.ts";
import { writeAtomically } from "../../../src/host/adapters/writeAtomically.ts";
import { FakeClock } from "../../helpers/fakes.ts";

let root: string;

beforeEach(async () => (root = await mkdtemp(join(tmpdir(), "parley-refused-"))));
afterEach(async () => rm(root, { recursive: true }));

/** As Windows does while another program looks at a file: refuses so many times, then does it. */
function refusing<A extends readonly unknown[], R>(
  times: number,
  code: string,
  action: (...values: A) => Promise<R>,
) {
  let left = times;
  return async (...values: A): Promise<R> => {
    if (left === 0) return await action(...values);
    left -= 1;
    throw Object.assign(new Error(`${code}: operation not permitted`), { code });
  };
}

test.each(["EPERM", "EACCES", "EBUSY"])(
  "a file that another program looks at is written and read a moment later (%s)",
  async (code) => {
    const path = join(root, "session.json");
    await writeFile(path, "before");
    await writeAtomically(path, "after", refusing(2, code, rename));
    const read = refusing(2, code, async (file: string) => readFile(file, "utf8"));
    expect(await readIfThere(path, read)).toBe("after");
    expect(await readdir(root)).toEqual(["session.json"]);
  },
);

test("a lock that another program looks at is let go of a moment later", async () => {
  const path = join(root, "session.json");
  const clock = new FakeClock();
  const remove = refusing(2, "EPERM", async (file: string) => rm(file));
  expect(await withFileLock(path, async () => "written", clock, remove)).toBe("written");
  expect(await readdir(root)).toEqual([]);
});

test("what is refused for longer than a second or so is said, and leaves nothing behind", async () => {
  const clock = new FakeClock();
  const began = clock.now();
  const never = refusing(Number.POSITIVE_INFINITY, "EPERM", async () => undefined);
  await expect(patiently(never, clock)).rejects.toThrow("EPERM");
  expect(clock.now() - began).toBeLessThan(1500);
  await expect(
    writeAtomically(join(root, "session.json"), "x", refusing(1, "ENOSPC", rename)),
  ).rejects.toThrow("ENOSPC");
  expect(await readdir(root)).toEqual([]);
});
