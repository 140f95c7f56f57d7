// npm run test:desktop [-- --oldest]: runs test/host/ inside desktop VS Code, which is downloaded into the cache the
// first time: the newest one or, with --oldest, the oldest that Parley supports.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { bundleHostSuite } from "./hostSuite/bundle.ts";
import { clearHostCounts, concludeHostRun } from "./hostSuite/conclude.ts";
import { buildParley } from "./support/build.ts";
import { cacheFolder, repositoryFolder } from "./support/paths.ts";
import { makeTemporaryFolder, removeFolder } from "./support/temporaryFolder.ts";
import { runTool, ToolError } from "./support/toolError.ts";
import { hostReport } from "./testRun/counts.ts";

const { values } = parseArgs({ options: { oldest: { type: "boolean", default: false } } });

await runTool(async () => {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    throw new ToolError("Desktop VS Code needs a display: try xvfb-run -a npm run test:desktop.");
  }
  const executable = await download(values.oldest ? await oldestVersion() : "stable");
  await buildParley();
  const suite = await bundleHostSuite();
  await clearHostCounts();
  const folder = await makeTemporaryFolder();
  try {
    return concludeHostRun(await runSuite(executable, suite, folder));
  } finally {
    await removeFolder(folder);
  }
});

/** The version of VS Code that `engines` in package.json starts with. */
async function oldestVersion(): Promise<string> {
  const text = await readFile(join(repositoryFolder, "package.json"), "utf8");
  const { engines } = JSON.parse(text) as { readonly engines: { readonly vscode: string } };
  const version = /^\^(\d+\.\d+\.\d+)$/.exec(engines.vscode)?.[1];
  if (version !== undefined) return version;
  throw new ToolError(`"vscode": "${engines.vscode}" in package.json names no oldest version.`);
}

async function download(version: string): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: join(cacheFolder, "vscode") });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(`Desktop VS Code cannot be downloaded here, so no test ran (${reason}).`);
  }
}

async function runSuite(
  executable: string,
  suite: string,
  folder: string,
): Promise<string | undefined> {
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: repositoryFolder,
      extensionTestsPath: suite,
      extensionTestsEnv: { PARLEY_TEST_RESULTS: hostReport },
      launchArgs: [folder, "--disable-extensions", `--user-data-dir=${join(folder, "data")}`],
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
