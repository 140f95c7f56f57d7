import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The repository's own folder. */
export const repositoryFolder = resolve(import.meta.dirname, "../..");

/** Everything that tests and tools leave behind for the user to read; not kept in git. */
export const outFolder = join(repositoryFolder, "out");

/** What is too large to install again for every checkout, such as the editor the tests run in. */
export const cacheFolder = join(
  process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"),
  "parley",
);
