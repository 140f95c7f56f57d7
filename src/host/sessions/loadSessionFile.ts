import { rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Log } from "../../core/log.ts";
import { readIfThere } from "../adapters/readIfThere.ts";
import { olderIdOf } from "../refs/sessionRef.ts";
import { idHash } from "./idHash.ts";
import { isOfLaterVersion, parseSessionFile, type SessionFile } from "./sessionFileSchema.ts";

/**
 * What a session's file says; undefined where there is none. One that cannot be read is set aside. Throws for one that a
 * later version of Parley has written, and where the storage fails.
 * @param onSetAside called once such a file has another name
 */
export async function loadSessionFile(
  path: string,
  log: Log,
  onSetAside: () => Promise<void>,
): Promise<SessionFile | undefined> {
  const content = await readIfThere(path);
  if (content === undefined) return undefined;
  const file = parseSessionFile(content);
  if (!file && isOfLaterVersion(content))
    throw new Error(`a later version of Parley has written it: ${path}`);
  if (!file) {
    log.warn(`a session file is unreadable and is set aside: ${path}`);
    // Another window may have done so a moment before.
    await rename(path, `${path}.broken`).catch(() => undefined);
    await onSetAside();
    return undefined;
  }
  await bringHome(path, file);
  return file;
}

/** Moves a file that was written before sessions had ids of Parley's own to where its session's id leads by now. */
async function bringHome(path: string, { id }: SessionFile): Promise<void> {
  const olderId = olderIdOf(id);
  if (olderId === undefined || basename(path) !== `${idHash(olderId)}.json`) return;
  // Another window may have done so a moment before.
  await rename(path, join(dirname(path), `${idHash(id)}.json`)).catch(() => undefined);
}
