// npm test: every check and every test, with one table and one line of counts at the end.
// npm test -- <words>: only the tests in files whose path holds one of the words, and what they need.
import { rm } from "node:fs/promises";
import { onInterruption } from "./support/interruption.ts";
import { runTool, ToolError } from "./support/toolError.ts";
import { reportsFolder } from "./testRun/counts.ts";
import { runStep, type StepOutcome } from "./testRun/runStep.ts";
import { type Step, steps, stepsFor } from "./testRun/steps.ts";
import { findTestFiles } from "./testRun/testFiles.ts";

await runTool(async () => {
  const interruption = new AbortController();
  onInterruption((signal) => {
    interruption.abort(signal);
  });
  const words = process.argv.slice(2);
  const { run, left } = words.length === 0 ? { run: steps, left: [] } : await choose(words);
  await rm(reportsFolder, { recursive: true, force: true });
  const start = performance.now();
  const outcomes: StepOutcome[] = [];
  const besides: Promise<StepOutcome>[] = [];
  const started = new Map<Step, Promise<StepOutcome>>();
  for (const [index, step] of run.entries()) {
    if (step.isAlone) outcomes.push(...(await Promise.all(besides.splice(0))));
    console.log(
      `\n=== ${index + 1}/${run.length} ${step.title}${step.isBeside ? ", beside the next ones" : ""}`,
    );
    const before = step.after && started.get(step.after);
    const outcome = before
      ? before.then(async () => runStep(step, interruption.signal))
      : runStep(step, interruption.signal);
    started.set(step, outcome);
    if (step.isBeside) besides.push(outcome);
    else outcomes.push(await outcome);
    if (interruption.signal.aborted) {
      console.error("Interrupted; the other steps did not run.");
      return 1;
    }
  }
  outcomes.push(...(await Promise.all(besides)));
  return conclude(outcomes, left, (performance.now() - start) / 1000);
});

async function choose(words: readonly string[]): Promise<ReturnType<typeof stepsFor>> {
  const files = await findTestFiles(words);
  if (files.length === 0) {
    throw new ToolError(
      `No file with tests has one of these words in its path: ${words.join(", ")}.`,
    );
  }
  return stepsFor(files);
}

function conclude(
  outcomes: readonly StepOutcome[],
  left: readonly Step[],
  seconds: number,
): number {
  const width = Math.max(...outcomes.map(({ title }) => title.length));
  console.log("");
  for (const { title, passed, failed, note, ...outcome } of outcomes) {
    const mark = failed === 0 ? "ok    " : "FAILED";
    const numbers = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const time = `${outcome.seconds.toFixed(1).padStart(6)} s`;
    console.log(`${mark} ${title.padEnd(width)} ${numbers} ${time} ${note}`.trimEnd());
  }
  // Once more at the end, where everybody looks first.
  for (const { title, failures } of outcomes) {
    for (const failure of failures) console.log(`\nFailed in ${title}: ${failure}`);
  }
  const total = (key: "passed" | "failed"): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  if (left.length > 0) console.log(`Not run: ${left.map(({ title }) => title).join(", ")}.`);
  const longest = outcomes.toSorted((one, other) => other.seconds - one.seconds).slice(0, 6);
  const parts = longest.map((outcome) => `${outcome.title} ${outcome.seconds.toFixed(0)} s`);
  console.log(`${seconds.toFixed(0)} s in all; the longest: ${parts.join(", ")}`);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0 ? 0 : 1;
}
