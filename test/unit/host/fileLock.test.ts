import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withFileLock } from "../../../src/host/adapters/fileLock.ts";
import { FakeClock, ManualClock } from "../../helpers/fakes.ts";
import { stayAlone } from "../../helpers/locks/alone.ts";
import { hurriedClock } from "../../helpers/locks/hurriedClock.ts";
import { type Contender, startContender } from "../../helpers/locks/startContender.ts";

let folder: string;
let path: string;
const started: Contender[] = [];
const start = (): Contender => {
  const contender = startContender();
  started.push(contender);
  return contender;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-locks-"));
  path = join(folder, "file");
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(async ({ kill }) => kill()));
  await rm(folder, { recursive: true });
});

/** A contender in the test's own process. */
const here: Pick<Contender, "take"> = {
  take: async (place) => withFileLock(place, async () => stayAlone(place), hurriedClock),
};

test("a killed holder's lock goes to one at a time: 60 locks, 4 processes and 2 in this one", async () => {
  const paths = Array.from({ length: 60 }, (_, index) => join(folder, `${index}`));
  const victim = start();
  for (const one of paths) await victim.hold(one);
  const all = [start(), start(), start(), start(), here, here];
  const contend = async (): Promise<number> => {
    let met = 0;
    for (const one of paths) {
      for (const count of await Promise.all(all.map(async ({ take }) => take(one)))) {
        met += count ?? Number.NaN;
      }
    }
    return met;
  };
  const overlaps = contend();
  await victim.kill();
  expect(await overlaps).toBe(0);
  expect(await readdir(folder)).toEqual([]);
}, 60_000);

test("contenders that are killed at any moment let nobody in twice, and stop nobody", async () => {
  const kills = 8;
  const takesPerKill = 25;
  let takes = 0;
  let met = 0;
  const contend = async (contender: Pick<Contender, "take">): Promise<void> => {
    while (takes < kills * takesPerKill) {
      const count = await contender.take(path);
      if (count === undefined) return;
      met += count;
      takes += 1;
      // The answer has come, and it is already on its way in again.
      if (takes % takesPerKill === 0) {
        const victim = started.shift();
        running.push(contend(start()));
        await victim?.kill();
      }
    }
  };
  const running = [start(), start(), start(), start(), here].map(contend);
  for (const one of running) await one;
  expect(met).toBe(0);
  expect(takes).toBeGreaterThanOrEqual(kills * takesPerKill);
}, 60_000);

/** Takes the lock and keeps it until told; its owner shows that it lives as often as its clock lets it. */
async function hold(clock: FakeClock | ManualClock) {
  const inside = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const stay = async (): Promise<void> => {
    inside.resolve();
    await end.promise;
  };
  const ended = withFileLock(path, stay, clock);
  await inside.promise;
  return async (): Promise<void> => {
    end.resolve();
    await ended;
  };
}

/** A clock on which whoever waits for a lock looks as often as it can, and tells how often that was. */
class CountingClock extends FakeClock {
  onLook: (count: number) => void = () => undefined;

  override after(ms: number, callback: () => void): () => void {
    const cancel = super.after(ms, callback);
    this.onLook(this.waits.length);
    return cancel;
  }
}

test("a holder that shows that it lives keeps its lock, however long that takes", async () => {
  const letGo = await hold(new FakeClock());
  const clock = new CountingClock();
  const longEnough = new Promise<void>((resolve) => {
    clock.onLook = (count) => {
      if (count === 8000) resolve();
    };
  });
  let isIn = false;
  const next = withFileLock(path, async () => void (isIn = true), clock);
  await longEnough;
  expect(isIn).toBe(false);
  await letGo();
  await next;
  expect(isIn).toBe(true);
}, 30_000);

test("a holder that has been silent for long loses its lock, and lets go of no other's", async () => {
  const letGoOfLost = await hold(new ManualClock());
  const clock = new CountingClock();
  const letGo = await hold(clock);
  expect(clock.waits.filter((ms) => ms === 10).length).toBeGreaterThanOrEqual(6000);
  await letGoOfLost();
  const looking = new CountingClock();
  const looked = new Promise<void>((resolve) => {
    looking.onLook = (count) => {
      if (count === 10) resolve();
    };
  });
  let isIn = false;
  const next = withFileLock(path, async () => void (isIn = true), looking);
  await looked;
  expect(isIn).toBe(false);
  await letGo();
  await next;
  expect(await readdir(folder)).toEqual([]);
}, 30_000);

test("an action that fails lets go of the lock", async () => {
  const fail = withFileLock(path, async () => {
    throw new Error("no");
  });
  await expect(fail).rejects.toThrow("no");
  expect(await readdir(folder)).toEqual([]);
});
