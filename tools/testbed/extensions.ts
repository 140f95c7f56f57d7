import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { runCommand } from "../support/command.ts";
import { repositoryFolder } from "../support/paths.ts";
import { editorArguments, editorEnvironment, extensionsFolder } from "./editorServer.ts";

/** Installs a `.vsix` file into the prepared folder of an editor that is not running. */
export async function installExtension(folder: string, vsix: string): Promise<void> {
  const args = [...editorArguments(folder), "--install-extension", vsix];
  await runCommand(process.execPath, args, { env: editorEnvironment(folder) });
}

/**
 * Puts Parley from its `.vsix` file into the folder of an editor in which nothing was installed: VS Code takes what it
 * finds there at its first start, which spares a program that installs it.
 */
export async function unpackParley(folder: string, vsix: string): Promise<void> {
  const prefix = "extension/";
  const target = join(extensionsFolder(folder), "parley.parley-unpacked");
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(vsix)))) {
    if (!path.startsWith(prefix) || path.endsWith("/")) continue;
    const file = join(target, path.slice(prefix.length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
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
