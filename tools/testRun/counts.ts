import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { outFolder, repositoryFolder } from "../support/paths.ts";

/** How many tests a run counted, and what it says of those that failed: title and first line of the error. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
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
  const report = readJson(file) as VitestReport | undefined;
  if (report === undefined) return undefined;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages: [message = ""] }) => {
          const [reason = ""] = message.split("\n", 1);
          return `${relative(repositoryFolder, name)}: ${fullName}: ${reason}`;
        }),
    ),
  };
}

/** What is read of a report of vitest. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
