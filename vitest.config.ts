import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The end-to-end tests that take longest, in the order of their time. */
const longest = ["panels", "chats", "workspace", "suddenEnd", "agent"];

/** By itself vitest would leave one idle, which on two is half of them. */
const everyProcessor = "100%";

/** Starts those first: what is left at the end would have one processor rest. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is no array's
    const sorted = await super.sort(files);
    const first = longest.flatMap((name) =>
      sorted.filter(({ moduleId }) => moduleId.endsWith(`/e2e/${name}.test.ts`)),
    );
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}

// oxlint-disable-next-line import/no-default-export -- this is what vitest looks for
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // Outside of an editor its part is played by a stand-in.
        resolve: { alias: { vscode: join(import.meta.dirname, "test/helpers/editor/vscode.ts") } },
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          exclude: ["test/unit/webview/**"],
          setupFiles: ["test/helpers/seed.ts"],
          maxWorkers: everyProcessor,
          // Fuzzing takes its time on a busy machine.
          testTimeout: 30_000,
          // To load everything anew for each file would take most of the time.
          isolate: false,
        },
      },
      {
        test: {
          name: "unit-webview",
          include: ["test/unit/webview/**/*.test.ts"],
          environment: "jsdom",
          setupFiles: ["test/helpers/seed.ts"],
          maxWorkers: everyProcessor,
          isolate: false,
          // Fuzzing a DOM takes its time on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        test: { name: "contract", include: ["test/contract/**/*.test.ts"], isolate: false },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          setupFiles: ["test/helpers/seed.ts"],
          // Many cells wait for a short timeout; together they wait only once.
          maxConcurrency: 48,
          // Each file keeps one core busy, and leaves nothing behind for the next one.
          maxWorkers: 2,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: "test/helpers/packageSetup.ts",
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: "test/helpers/workbench/setup.ts",
          // Each file drives a whole editor, which keeps about one core busy.
          maxWorkers: 2,
          // Nothing is left of one file for the next, but to load everything anew would take a second of each.
          isolate: false,
          // A busy machine drops a click now and then; the reporter names what passes at the second attempt only.
          retry: 1,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
