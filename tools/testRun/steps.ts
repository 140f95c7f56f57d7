import { join } from "node:path";
import { repositoryFolder } from "../support/paths.ts";
import { readHostCounts, readVitestCounts, reportsFolder, type TestCounts } from "./counts.ts";

/** One part of `npm test`: a program for Node. Without `counts` it is one check, which passes with exit code 0. */
export interface Step {
  readonly title: string;
  readonly args: readonly string[];
  readonly counts?: () => TestCounts | undefined;
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
  };
};

/** Everything that `npm test` runs, in order. */
export const steps: readonly Step[] = [
  { title: "set-up", args: [tool("testbed/install.ts")] },
  typecheck("src, tools", "tsconfig.json"),
  typecheck("webview", "webview"),
  typecheck("test", "test"),
  typecheck("bench", "bench"),
  { title: "lint", args: [bin("oxlint/bin/oxlint")] },
  { title: "format", args: [bin("oxfmt/bin/oxfmt"), "--check"] },
  { title: "dead code", args: [bin("knip/bin/knip.js")] },
  { title: "build", args: [join(repositoryFolder, "esbuild.mjs")] },
  vitest("unit", "unit", "unit-webview"),
  vitest("contract", "contract"),
  vitest("faults", "faults"),
  vitest("package", "package"),
  { title: "host tests", args: [tool("hostTests.ts")], counts: readHostCounts },
  vitest("e2e", "e2e"),
];
