import { join } from "node:path";
import { defineConfig } from "vitest/config";

// The tests that hold core's chats, wire formats and HTTP, for `npm run mutants`: each is run again and again.
// oxlint-disable-next-line import/no-default-export -- this is what vitest looks for
export default defineConfig({
  resolve: { alias: { vscode: join(import.meta.dirname, "test/helpers/editor/vscode.ts") } },
  test: {
    include: [
      "test/unit/core/**/*.test.ts",
      "test/contract/{http,acknowledgements,renewableTransport,chat}.test.ts",
    ],
    setupFiles: ["test/helpers/seed.ts"],
    env: { SCHEDULES: "60" },
    testTimeout: 60_000,
  },
});
