import { readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../support/command.ts";
import { repositoryFolder } from "../support/paths.ts";
import { editorArguments, editorEnvironment, extensionsFolder } from "./editorServer.ts";

/** Installs a `.vsix` file into the prepared folder of an editor that is not running. */
export async function installExtension(folder: string, vsix: string): Promise<void> {
  const args = [...editorArguments(folder), "--install-extension", vsix];
  await runCommand(process.execPath, args, { env: editorEnvironment(folder) });
}

/** Makes the installed Parley use the repository's `dist/`, so that a new build shows when its window is reloaded. */
export async function linkBuild(folder: string): Promise<void> {
  const parent = extensionsFolder(folder);
  const installed = (await readdir(parent)).find((name) => name.startsWith("parley.parley-"));
  if (installed === undefined) throw new Error("Parley is not installed in this editor.");
  const dist = join(parent, installed, "dist");
  await rm(dist, { recursive: true });
  await symlink(join(repositoryFolder, "dist"), dist);
}
