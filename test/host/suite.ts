import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Mocha from "mocha";
import { mapStack } from "./mapStack.ts";

const marker = process.env["PARLEY_TEST_MARKER"] ?? "";
const resultsFile = process.env["PARLEY_TEST_RESULTS"];
/** The titles of the outermost suites to run, where not all are asked for. */
const titles = process.env["PARLEY_TEST_TITLES"];

/** VS Code calls this inside the extension host; it runs every `*.test.ts` of this folder and throws if one fails. */
export async function run(): Promise<void> {
  // Everything the extension host prints ends up in one log; the marker tells the runner which lines are the tests'.
  Mocha.reporters.Base.consoleLog = (text = "", ...values: unknown[]) => {
    console.log(`${marker}${text}`, ...values);
  };
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, color: false, forbidOnly: true });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  // The tests are a file of their own, because Node reads source maps only of what is loaded from here on.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(__dirname, "tests.cjs")).href);

  if (titles !== undefined) {
    const wanted = new Set(JSON.parse(titles) as readonly string[]);
    mocha.suite.suites = mocha.suite.suites.filter(({ title }) => wanted.has(title));
  }

  const { promise, resolve } = Promise.withResolvers<number>();
  const runner = mocha.run(resolve);
  const messages: string[] = [];
  runner.on("fail", (test, error: Error) => {
    messages.push(`${test.fullTitle()}: ${error.message.split("\n", 1)[0] ?? ""}`);
    if (error.stack !== undefined) error.stack = mapStack(error.stack);
  });
  const failures = await promise;
  if (resultsFile !== undefined) {
    const { passes = 0, pending = 0 } = runner.stats ?? {};
    writeFileSync(
      resultsFile,
      JSON.stringify({ passed: passes, failed: failures, skipped: pending, failures: messages }),
    );
  }
  if (failures > 0) throw new Error(`${failures} of the tests in the extension host failed.`);
}
