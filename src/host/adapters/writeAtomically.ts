import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { patiently } from "./patiently.ts";

/**
 * Writes a file so that a reader sees the old content or the new one, and a crash leaves one of the two.
 * @param move gives a file another name, in the place of what has that name
 */
export async function writeAtomically(
  path: string,
  content: string,
  move: typeof rename = rename,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, content, { mode: 0o600, flush: true });
    await patiently(async () => move(temporary, path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
