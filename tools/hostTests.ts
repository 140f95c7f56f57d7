// npm run test:host [-- --timeout seconds] [words]: runs test/host/ inside the extension host of a real VS Code; with
// words only the files whose path holds one of them. With --no-build it uses the build that is there.
// With --bundle it only writes the suite's file, which the launch configuration "Host tests" runs in the debugger.
import { existsSync } from "node:fs";
import { format, parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { openWorkbench } from "../test/helpers/workbench/workbench.ts";
import { bundleHostSuite } from "./hostSuite/bundle.ts";
import { clearHostCounts, concludeHostRun } from "./hostSuite/conclude.ts";
import { buildParley } from "./support/build.ts";
import { onInterruption } from "./support/interruption.ts";
import { repositoryFolder } from "./support/paths.ts";
import { runTool } from "./support/toolError.ts";
import { hostReport } from "./testRun/counts.ts";
import { hostTitles } from "./testRun/testFiles.ts";

const marker = "@@ ";
const hostDeath = /Extension Host Process exited with code: (?!0\b).*/;

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    timeout: { type: "string", default: "400" },
    bundle: { type: "boolean" },
    build: { type: "boolean", default: true },
  },
});

await runTool(async () => {
  if (values.build) await buildParley();
  const suite = await bundleHostSuite();
  if (values.bundle === true) return 0;
  await clearHostCounts();
  return concludeHostRun(await runSuite(suite, Number(values.timeout)));
});

/** Runs the suite and says what went wrong with the run itself, if anything. */
async function runSuite(suite: string, seconds: number): Promise<string | undefined> {
  const { promise: ended, resolve: end } = Promise.withResolvers<string | undefined>();
  onInterruption((signal) => {
    end(`Interrupted (${signal}).`);
  });
  const workbench = await openWorkbench({
    development: { extension: repositoryFolder, tests: suite },
    env: {
      PARLEY_TEST_MARKER: marker,
      PARLEY_TEST_RESULTS: hostReport,
      ...(words.length > 0 && { PARLEY_TEST_TITLES: JSON.stringify(await hostTitles(words)) }),
    },
    prepare: (page) => listen(page, end),
  });
  const timer = setTimeout(end, seconds * 1000, `The suite did not end within ${seconds} seconds.`);
  const watchForDeath = (): void => {
    const line = hostDeath.exec(workbench.server.log())?.[0];
    if (line !== undefined) end(`The extension host died: ${line}`);
  };
  workbench.server.onOutput(watchForDeath);
  watchForDeath();
  const serverEnd = workbench.server.ended.then(() => "code-server ended before the suite did.");
  try {
    const problem = await Promise.race([ended, serverEnd]);
    if (problem !== undefined) await workbench.report("host tests");
    return problem;
  } finally {
    clearTimeout(timer);
    await workbench.close();
  }
}

/** VS Code calls these two functions of the page while it runs tests. */
async function listen(page: Page, end: (problem?: string) => void): Promise<void> {
  const errors: string[] = [];
  await page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) => {
    const text = format(...args).replaceAll("%c", "");
    if (text.startsWith(marker)) console.log(text.slice(marker.length));
    else if (type === "error") errors.push(text.slice(0, 1500));
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => {
    // A failed test is told by the counts; a suite that could not even be loaded leaves none.
    const isBroken = code !== 0 && !existsSync(hostReport);
    end(isBroken ? ["The suite could not be run.", ...errors.slice(-10)].join("\n") : undefined);
  });
  page.on("crash", () => {
    end("The page with the workbench crashed.");
  });
}
