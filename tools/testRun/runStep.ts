import { spawn } from "node:child_process";
import { repositoryFolder } from "../support/paths.ts";
import type { TestCounts } from "./counts.ts";
import type { Step } from "./steps.ts";

const noCounts: TestCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };
const limit = 12 * 60_000;

/** What became of a step; `note` says what the numbers alone do not. */
export interface StepOutcome {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  readonly note: string;
  /** Title and first line of the error of each test that failed, where the step has tests. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

/**
 * Runs a step and judges it; when the signal fires, the step is asked to end. A step that runs beside others prints
 * what it has to say when it ends, so that two never write at once.
 */
export async function runStep(step: Step, signal: AbortSignal): Promise<StepOutcome> {
  const start = performance.now();
  const code = await runToEnd(step, signal);
  const seconds = (performance.now() - start) / 1000;
  console.log(`=== ${step.title}: ${seconds.toFixed(1)} s`);
  return { title: step.title, seconds, ...judge(step, code) };
}

function runToEnd(
  { title, args, isBeside = false }: Step,
  signal: AbortSignal,
): Promise<number | string> {
  if (signal.aborted) return Promise.resolve("interrupted");
  const { promise, resolve } = Promise.withResolvers<number | string>();
  const child = spawn(process.execPath, args, {
    cwd: repositoryFolder,
    stdio: isBeside ? ["ignore", "pipe", "pipe"] : "inherit",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    resolve(`not done in ${limit / 60_000} minutes`);
  }, limit);
  const stop = (): void => {
    child.kill();
  };
  signal.addEventListener("abort", stop);
  child.on("error", (error) => {
    resolve(error.message);
  });
  // Its output has arrived by then, which it has not by "exit".
  child.on("close", (code, killed) => {
    if (isBeside) console.log(`\n=== ${title}, which ran beside the others:\n${output.trimEnd()}`);
    resolve(code ?? `ended by ${killed}`);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  });
}

function judge(
  { counts }: Step,
  code: number | string,
): Pick<StepOutcome, "passed" | "failed" | "note" | "failures"> {
  const ending = typeof code === "string" ? code : `exit code ${code}`;
  if (counts === undefined) {
    return code === 0
      ? { passed: 1, failed: 0, note: "", failures: [] }
      : { passed: 0, failed: 1, note: code === 1 ? "" : ending, failures: [] };
  }
  const { passed, failed, skipped, failures } = counts() ?? noCounts;
  if (passed + failed + skipped === 0) {
    return { passed: 0, failed: 1, note: `no test ran (${ending})`, failures };
  }
  // What is skipped here is skipped everywhere, and nobody would notice: so it counts as failed.
  const notes = skipped > 0 ? [`${skipped} of the failed were skipped`] : [];
  const isBroken = code !== 0 && failed === 0;
  if (isBroken) notes.push(`the run itself failed (${ending})`);
  return {
    passed,
    failed: failed + skipped + (isBroken ? 1 : 0),
    note: notes.join("; "),
    failures,
  };
}
