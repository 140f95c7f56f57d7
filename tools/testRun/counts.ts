import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { outFolder } from "../support/paths.ts";

/** How many tests a run counted. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Where the runners write their results in JSON. */
export const reportsFolder: string = join(outFolder, "reports");

/** Where the suite in the extension host writes its counts. */
export const hostReport: string = join(reportsFolder, "host.json");

/** Reads the counts of the extension host's suite; undefined when it wrote none. */
export function readHostCounts(): TestCounts | undefined {
  return readJson(hostReport) as TestCounts | undefined;
}

/** Reads the counts of a vitest run from its JSON report; undefined when it wrote none. */
export function readVitestCounts(file: string): TestCounts | undefined {
  const report = readJson(file) as
    | {
        numPassedTests: number;
        numFailedTests: number;
        numPendingTests: number;
        numTodoTests: number;
      }
    | undefined;
  if (report === undefined) return undefined;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
