import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";

/**
 * Goes into a place where only one may be at a time, stays for some turns of the event loop, and goes out.
 * @param path names the place; one whose process was killed inside is not there any more
 * @returns how many others were met inside
 */
export async function stayAlone(path: string): Promise<number> {
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, String(process.pid));
  let met = 0;
  while (!(await goIn(own, path))) {
    const other = await readFile(path, "utf8").catch(() => undefined);
    if (other === undefined) continue;
    if (isAlive(Number(other))) met += 1;
    await rm(path, { force: true });
  }
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  await Promise.all([rm(path, { force: true }), rm(own)]);
  return met;
}

/** A second name for a file comes about in one step, with what stands in it. */
async function goIn(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
