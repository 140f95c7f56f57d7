import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runNpm } from "../support/command.ts";
import { cacheFolder } from "../support/paths.ts";
import { ToolError } from "../support/toolError.ts";
import { ensureSystemPackages, programPackage } from "./systemPackages.ts";

// code-server 4.139.1 is VS Code 1.139.1 with Node 24 in the extension host.
const version = "4.139.1";

const unfinishedPrefix = "unfinished-";
const hour = 3_600_000;

// The native modules in it fit one Node version and one kind of processor.
const finalFolder = join(
  cacheFolder,
  `code-server-${version}-node${process.versions.modules}-${process.arch}`,
);

/** The script that Node runs to start code-server; it exists once `ensureCodeServer` has returned. */
export const codeServerEntry: string = join(
  finalFolder,
  "node_modules/code-server/out/node/entry.js",
);

/**
 * Installs code-server into the cache unless it is there. The work is done beside its final place and renamed when
 * complete, so a broken attempt is never taken for an installation, and two at once do no harm.
 */
export async function ensureCodeServer(): Promise<void> {
  await makeCacheFolder();
  await removeUnfinished();
  if (existsSync(codeServerEntry)) return;
  if (process.platform === "win32") {
    throw new ToolError(
      "code-server does not run on Windows. Use desktop VS Code (npm start, npm run test:desktop) or WSL.",
    );
  }
  await ensureSystemPackages(
    ["g++", "make", "python3"].map(programPackage),
    "the compiler is needed for two small native modules of code-server",
  );
  const folder = await mkdtemp(join(cacheFolder, unfinishedPrefix));
  try {
    await installInto(folder);
    await rename(folder, finalFolder).catch((error: unknown) => {
      if (!existsSync(codeServerEntry)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeCacheFolder(): Promise<void> {
  try {
    await mkdir(cacheFolder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(
      `Cannot write to ${cacheFolder}: ${reason}. Name another folder in XDG_CACHE_HOME.`,
    );
  }
}

async function installInto(folder: string): Promise<void> {
  console.log(
    `Installing code-server ${version} into ${cacheFolder} (once; one to three minutes, 620 MB) …`,
  );
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const quiet = ["--loglevel=error", "--no-audit", "--no-fund"];
  // Its own install script would build modules that are not needed here and wants more system packages.
  const install = ["install", "--ignore-scripts", "--omit=dev", ...quiet];
  await runNpm([...install, "--save-exact", `code-server@${version}`], { cwd: folder });

  const server = join(folder, "node_modules/code-server/lib/vscode");
  console.log("  the dependencies of its VS Code server …");
  await runNpm(install, { cwd: server });
  await runNpm(install, { cwd: join(server, "extensions") });

  console.log("  two native modules: output channels, and no orphaned extension host …");
  const modules = ["@vscode/spdlog", "@vscode/native-watchdog"];
  await runNpm(["rebuild", "--ignore-scripts=false", ...quiet, ...modules], {
    cwd: server,
    env: { ...process.env, ...nodeHeaders() },
  });
  if (!existsSync(join(server, "node_modules/@vscode/spdlog/build/Release/spdlog.node"))) {
    throw new ToolError("npm rebuild ended without an error, but did not build @vscode/spdlog.");
  }
}

/** Points node-gyp to the headers that come with the pinned Node, so that it downloads none. */
function nodeHeaders(): NodeJS.ProcessEnv {
  const folder = dirname(dirname(process.execPath));
  return existsSync(join(folder, "include/node/node.h")) ? { npm_config_nodedir: folder } : {};
}

/** Removes what killed attempts left behind; a younger one may still be at work. */
async function removeUnfinished(): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const folder = join(cacheFolder, name);
    if (!name.startsWith(unfinishedPrefix)) continue;
    if (Date.now() - (await stat(folder)).mtimeMs > hour) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
