import { mkdir, rm } from "node:fs/promises";
import { hostReport, readHostCounts, reportsFolder } from "../testRun/counts.ts";

/** Removes the counts of an earlier run. */
export async function clearHostCounts(): Promise<void> {
  await mkdir(reportsFolder, { recursive: true });
  await rm(hostReport, { force: true });
}

/**
 * Prints the end of a run and returns the exit code. `problem` says why the run ended without the suite's own word;
 * a run without a single passed test has failed as well.
 */
export function concludeHostRun(problem?: string): number {
  const { passed, failed } = readHostCounts() ?? { passed: 0, failed: 0 };
  console.log(`Tests in the extension host: ${passed} passed and ${failed} failed.`);
  if (problem !== undefined) console.error(problem);
  else if (passed === 0) console.error("Not one test passed in the extension host.");
  return problem === undefined && passed > 0 && failed === 0 ? 0 : 1;
}
