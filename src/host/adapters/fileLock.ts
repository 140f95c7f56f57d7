import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A lock this old, in milliseconds, was left by a window that is gone: what it guards takes a moment. */
const staleAfter = 5000;
/** How long to wait until the lock is looked at again, in milliseconds. */
const lookAgainAfter = 10;

/** Runs an action while no other window runs one for the same file. */
export async function withFileLock<T>(path: string, action: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true });
  while (!(await take(lock))) {
    if (await isStale(lock)) await rm(lock, { force: true });
    else await delay(lookAgainAfter);
  }
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, "wx");
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isStale(lock: string): Promise<boolean> {
  const info = await stat(lock).catch(() => undefined);
  return info !== undefined && Date.now() - info.mtimeMs > staleAfter;
}
