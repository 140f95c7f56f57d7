import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startSimulator, type SimulatorProcess } from "../../../tools/demo/simulator.ts";
import { outFolder } from "../../../tools/support/paths.ts";
import { expectNoKeys } from "./leaks.ts";
import { leaveNothingOpen } from "./leaveNothingOpen.ts";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench.ts";

const openingLimit = 180_000;

/** A workbench with the packaged Parley, and the simulated services beside it. */
export interface ParleyWorkbench extends Omit<Workbench, "killAndRestart"> {
  readonly simulator: SimulatorProcess;
  /** Kills the browser, or everything, without a warning, and starts it again; gives the page from then on. */
  readonly killAndRestart: (what: "browser" | "editor") => Promise<Page>;
}

/** `demoAccounts` adds an account for each simulated service; without it Parley starts as after its installation. */
export interface UseWorkbenchOptions extends Omit<WorkbenchOptions, "accounts"> {
  readonly demoAccounts?: boolean;
  /** Questions of one more past conversation with each service's first bot. */
  readonly longSession?: number;
  /** Milliseconds between two pieces of a streamed answer, 1 by default: each picture of a growing answer costs. */
  readonly pace?: number;
  /** True for the first generation of each service's API instead of the latest. */
  readonly isLegacy?: boolean;
}

/**
 * Opens one workbench with the packaged Parley for the tests of a file, reports what it showed when a test fails,
 * and closes it afterwards. Returns the function that gives it to a test.
 */
export function useWorkbench({
  demoAccounts = false,
  longSession = 0,
  pace = 1,
  isLegacy = false,
  parley = join(outFolder, "parley.vsix"),
  ...options
}: UseWorkbenchOptions = {}): () => ParleyWorkbench {
  let simulator: SimulatorProcess | undefined;
  let workbench: Workbench | undefined;

  beforeAll(async () => {
    simulator = await startSimulator({ longSession, pace, isLegacy });
    const { accounts } = simulator;
    const all = { ...options, parley, ...(demoAccounts ? { accounts } : {}) };
    workbench = await openWorkbench(all);
  }, openingLimit);

  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || !workbench) return;
    await workbench.report(task.name);
    await leaveNothingOpen(workbench.page);
  });

  afterAll(async () => {
    try {
      if (workbench) expectNoKeys(workbench.folder, simulator?.accounts ?? []);
      await workbench?.close();
    } finally {
      await simulator?.stop();
    }
  });

  return () => {
    if (workbench === undefined || simulator === undefined) {
      throw new Error("The workbench is open during tests only.");
    }
    const killAndRestart = async (what: "browser" | "editor"): Promise<Page> => {
      workbench = await workbench?.killAndRestart(what);
      if (!workbench) throw new Error("The workbench did not start again.");
      return workbench.page;
    };
    return { ...workbench, simulator, killAndRestart };
  };
}
