// npm test: every check and every test, one after the other, with one table and one line of counts at the end.
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
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of run.entries()) {
    console.log(`\n=== ${index + 1}/${run.length} ${step.title}`);
    const outcome = await runStep(step, interruption.signal);
    outcomes.push(outcome);
    console.log(`=== ${step.title}: ${outcome.seconds.toFixed(1)} s`);
    if (interruption.signal.aborted) {
      console.error("Interrupted; the other steps did not run.");
      return 1;
    }
  }
  return conclude(outcomes, left);
});

async function choose(words: readonly string[]): Promise<ReturnType<typeof stepsFor>> {
  const files = await findTestFiles(words);
  if (files.length === 0) {
    throw new ToolError(
      `No file with tests has one of these words in its path: ${words.join(", ")}.`,
    );
  }
  return stepsFor(words, new Set(files.map((file) => file.split("/")[1] ?? "")));
}

function conclude(outcomes: readonly StepOutcome[], left: readonly Step[]): number {
  const width = Math.max(...outcomes.map(({ title }) => title.length));
  console.log("");
  for (const { title, passed, failed, seconds, note } of outcomes) {
    const mark = failed === 0 ? "ok    " : "FAILED";
    const numbers = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const time = `${seconds.toFixed(1).padStart(6)} s`;
    console.log(`${mark} ${title.padEnd(width)} ${numbers} ${time} ${note}`.trimEnd());
  }
  // Once more at the end, where everybody looks first.
  for (const { title, failures } of outcomes) {
    for (const failure of failures) console.log(`\nFailed in ${title}: ${failure}`);
  }
  const total = (key: "passed" | "failed" | "seconds"): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  if (left.length > 0) console.log(`Not run: ${left.map(({ title }) => title).join(", ")}.`);
  const shares = outcomes
    .map(({ title, seconds }) => ({ title, share: Math.round((100 * seconds) / total("seconds")) }))
    .filter(({ share }) => share > 0)
    .toSorted((one, other) => other.share - one.share);
  const parts = shares.map(({ title, share }) => `${title} ${share} %`).join(", ");
  console.log(`Of ${total("seconds").toFixed(0)} s: ${parts}`);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0 ? 0 : 1;
}
