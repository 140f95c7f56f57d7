import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPreRelease } from "./changelog.ts";
import { runCommand } from "./command.ts";
import { writeNotices } from "./notices.ts";
import { outFolder, repositoryFolder } from "./paths.ts";

/** Bundles the extension, the webview and the simulator into `dist/`. */
export async function buildParley(): Promise<void> {
  await runCommand(process.execPath, ["esbuild.mjs"], { cwd: repositoryFolder });
}

/** The time of every file in the package, in seconds since 1970: the same input gives the same bytes. */
const packageTime = "1577836800";

/**
 * Packs what was built and the other files that are shipped into one `.vsix` file; returns its path. A version that is
 * a pre-release is marked as one.
 */
export async function packParley(name = "parley.vsix"): Promise<string> {
  await mkdir(outFolder, { recursive: true });
  await writeNotices();
  const file = join(outFolder, name);
  const vsce = join(repositoryFolder, "node_modules/@vscode/vsce/vsce");
  // Everything that is needed at run time is bundled, so node_modules stays out.
  const args = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const manifest = await readFile(join(repositoryFolder, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  if (isPreRelease(version)) args.push("--pre-release");
  await runCommand(process.execPath, [vsce, "package", ...args, "--out", file], {
    cwd: repositoryFolder,
    env: { ...process.env, SOURCE_DATE_EPOCH: packageTime },
  });
  return file;
}
