import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { outFolder, repositoryFolder } from "../support/paths.ts";

/** How many tests a run counted, and what it says of those that failed: title, and the error of each attempt. */
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
        .map(({ fullName, failureMessages }) => {
          const reasons = failureMessages.map(summarize).join("\n  then: ");
          return `${relative(repositoryFolder, name)}: ${fullName}: ${reasons}`;
        }),
    ),
  };
}

/** The first line of an error, what a click or a wait in the workbench looked for, and where in the tests that was. */
function summarize(message: string): string {
  const [first = "", ...more] = stripVTControlCharacters(message).split("\n");
  const target = more.find((line) => /^\s*- waiting for /.test(line))?.replace(/^\s*- /, " ");
  const place = more.findLast((line) => /^\s*at .*\/test\/[^:]*\.ts:\d+/.test(line));
  const shortPlace = place?.replace(/^.*\/(test\/[^:]*\.ts:\d+).*$/, " ($1)");
  return `${first}${target ?? ""}${shortPlace ?? ""}`;
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
