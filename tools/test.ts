// npm test: every check and every test, one after the other, with one table and one line of counts at the end.
import { rm } from "node:fs/promises";
import { onInterruption } from "./support/interruption.ts";
import { runTool } from "./support/toolError.ts";
import { reportsFolder } from "./testRun/counts.ts";
import { runStep, type StepOutcome } from "./testRun/runStep.ts";
import { steps } from "./testRun/steps.ts";

await runTool(async () => {
  const interruption = new AbortController();
  onInterruption((signal) => {
    interruption.abort(signal);
  });
  await rm(reportsFolder, { recursive: true, force: true });
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of steps.entries()) {
    console.log(`\n=== ${index + 1}/${steps.length} ${step.title}`);
    const outcome = await runStep(step, interruption.signal);
    outcomes.push(outcome);
    console.log(`=== ${step.title}: ${outcome.seconds.toFixed(1)} s`);
    if (interruption.signal.aborted) {
      console.error("Interrupted; the other steps did not run.");
      return 1;
    }
  }
  return conclude(outcomes);
});

function conclude(outcomes: readonly StepOutcome[]): number {
  const width = Math.max(...outcomes.map(({ title }) => title.length));
  console.log("");
  for (const { title, passed, failed, seconds, note } of outcomes) {
    const mark = failed === 0 ? "ok    " : "FAILED";
    const numbers = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    const time = `${seconds.toFixed(1).padStart(6)} s`;
    console.log(`${mark} ${title.padEnd(width)} ${numbers} ${time} ${note}`.trimEnd());
  }
  const total = (key: "passed" | "failed"): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") === 0 ? 0 : 1;
}
