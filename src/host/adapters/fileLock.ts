import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, systemClock, wait } from "../../core/clock.ts";
import { patiently } from "./patiently.ts";
import { isProcessGone, processMark } from "./processMark.ts";

// A lock is a folder with one empty file in it, which is named after the lock's owner. Every change of it is one step
// of the file system that only one contender can make:
//
// - taking a free one: a folder that holds one's own name is renamed to the lock. That works where there is nothing
//   or an empty folder, and never over a folder with a name in it.
// - taking over one that was left: the name in it is renamed to one's own. Of several who try, all but the first find
//   that name gone; and so do all who try when its owner has let go or somebody new holds the lock.
// - letting go: one's own name is deleted, and the folder where it is empty then. Another's name is never touched.
//
// Locks of well-known libraries (proper-lockfile) look at a lock's age and then delete it by its path, which may be
// the lock of somebody who was quicker by then; and after a sleep of the computer a living owner's lock looks left.

/** How long to wait until the lock is looked at again, in milliseconds. */
const lookAgainAfter = 10;
/** How often an owner shows that it lives, in milliseconds. */
const beatEvery = 2000;
/**
 * So many looks in a row, a minute or more, an owner must have been silent whose process cannot be asked for: it runs
 * on another computer with the same storage, or another program has got its number since. Looks are counted, not
 * time: while the computer sleeps nobody can show that it lives, and nobody looks.
 * An owner that stood still for that long and then goes on overlaps with the next one; without this, the lock of a
 * killed one could stop everybody for ever.
 */
const silentAfter = 6000;

/** What one look at a lock sees: who has it, and when that one has last shown that it lives. */
interface Owner {
  readonly name: string;
  readonly beat: number;
}

/**
 * Runs an action while no other window runs one for the same file, however long it takes. The lock of a window that
 * is gone is taken over.
 * @param remove deletes a file, if it is there
 */
export async function withFileLock<T>(
  path: string,
  action: () => Promise<T>,
  clock: Clock = systemClock,
  remove: (file: string) => Promise<void> = async (file) => rm(file, { force: true }),
): Promise<T> {
  const lock = `${path}.locked`;
  const name = `${processMark}-${randomUUID().slice(-12)}`;
  await take(lock, name, clock);
  const done = new AbortController();
  // Ends with the action. Where an owner cannot show that it lives, all that is lost is what that is good for.
  keepBeating(join(lock, name), clock, done.signal).catch(() => undefined);
  try {
    return await action();
  } finally {
    done.abort();
    await patiently(async () => remove(join(lock, name)), clock);
    await removeEmpty(lock);
  }
}

async function take(lock: string, name: string, clock: Clock): Promise<void> {
  let seen: Owner | undefined;
  let silent = 0;
  for (;;) {
    const owner = await findOwner(lock);
    silent = owner && owner.name === seen?.name && owner.beat === seen.beat ? silent + 1 : 0;
    seen = owner;
    const isTaken = !owner
      ? await takeFree(lock, name)
      : (isProcessGone(owner.name) || silent >= silentAfter) && (await takeOver(lock, owner, name));
    if (isTaken) return;
    await new Promise<void>((resolve) => clock.after(lookAgainAfter, resolve));
  }
}

async function findOwner(lock: string): Promise<Owner | undefined> {
  try {
    const [name] = await readdir(lock);
    return name === undefined ? undefined : { name, beat: (await stat(join(lock, name))).mtimeMs };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function takeFree(lock: string, name: string): Promise<boolean> {
  const prepared = `${lock}.${name}`;
  await mkdir(prepared, { recursive: true });
  try {
    await writeFile(join(prepared, name), "");
    // Windows renames a folder over none, not even over an empty one.
    await removeEmpty(lock);
    return await renameIfFree(prepared, lock);
  } finally {
    await rm(prepared, { recursive: true, force: true });
  }
}

async function takeOver(lock: string, owner: Owner, name: string): Promise<boolean> {
  return await renameIfFree(join(lock, owner.name), join(lock, name));
}

/** False when somebody else was quicker, be it to take the lock or to delete the folder that it is in. */
async function renameIfFree(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || isOccupied(error)) return false;
    throw error;
  }
}

async function keepBeating(mark: string, clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    await wait(clock, beatEvery, signal);
    const now = new Date(clock.now());
    await utimes(mark, now, now);
  }
}

/** Deletes a folder if it is there and has nothing in it. */
async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && !isOccupied(error)) throw error;
  }
}

/** True when a folder has something in it or, as Windows says it, is being looked at. */
function isOccupied(error: unknown): boolean {
  return ["ENOTEMPTY", "EEXIST", "EPERM", "EACCES", "EBUSY"].includes(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
