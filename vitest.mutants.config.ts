import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes longer than the other files, the longest last. Where a broken chat never comes to rest, the schedules say
 * so at once, and the tests of whole chats behind them wait for it.
 */
const slow = [
  /\/schedules\.test\.ts$/,
  /\/core\/chat\/(?:askingAgain|chats?|firstQuestion|foundAnswers|missingAnswers|sender|sending|serviceActions|storedAnswers|twoWindows)\.test\.ts$/,
  /\/contract\//,
];

/** The first test that notices a mutant ends its run, so what is cheap comes first. */
class CheapestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isOf =
      (pattern: RegExp) =>
      ({ moduleId }: TestSpecification): boolean =>
        pattern.test(moduleId);
    const cheap = files.filter((file) => !slow.some((pattern) => isOf(pattern)(file)));
    return Promise.resolve([...cheap, ...slow.flatMap((pattern) => files.filter(isOf(pattern)))]);
  }
}

// The tests that hold core's chats, wire formats and HTTP, for `npm run mutants`: each is run again and again.
// oxlint-disable-next-line import/no-default-export -- this is what vitest looks for
export default defineConfig({
  resolve: { alias: { vscode: join(import.meta.dirname, "test/helpers/editor/vscode.ts") } },
  test: {
    include: [
      "test/unit/core/{,chat/,http/}*.test.ts",
      "test/unit/providers/shapes/answers.test.ts",
      "test/contract/{http,acknowledgements,renewableTransport,chat}.test.ts",
    ],
    // About neither, and slow.
    exclude: ["test/unit/core/linkDoubts.test.ts"],
    setupFiles: ["test/helpers/seed.ts", "test/helpers/mutantCoverage.ts"],
    // Fewer made-up values: what they miss counts as survived, so that the score can only be too low.
    env: { RUNS: "10", SCHEDULES: "40" },
    sequence: { sequencer: CheapestFirst },
    // A mutant has one worker, not one for each file; the next mutant has another.
    isolate: false,
    testTimeout: 5_000,
  },
});
