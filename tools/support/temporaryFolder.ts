import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes an empty folder with a short path: VS Code puts sockets into it, whose paths may have about 100 characters. */
export async function makeTemporaryFolder(): Promise<string> {
  const parent = process.platform === "win32" ? tmpdir() : "/tmp";
  return realpath(await mkdtemp(join(parent, "parley-")));
}

/** Removes a folder in which a program that is just ending may still write a last file. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
