import type { Page } from "playwright-core";
import type { WorkbenchOptions } from "../../test/helpers/workbench/workbench.ts";
import type { SimulatorProcess } from "../demo/simulator.ts";

/** What a scenario works with; `shoot` saves what the page shows under a name. */
export interface ScenarioTools {
  readonly page: Page;
  readonly simulator: SimulatorProcess;
  readonly shoot: (name: string) => Promise<void>;
}

/** A scenario module: the files of the workspace, and the way through the workbench. */
export interface Scenario {
  readonly files?: Readonly<Record<string, string>>;
  /** Questions of one more past conversation with each service's first bot. */
  readonly longSession?: number;
  /** What the workbench is opened with besides. */
  readonly workbench?: Pick<WorkbenchOptions, "builtIn" | "fixtures" | "settings">;
  /** What is done before a recording begins. */
  readonly prepare?: (tools: ScenarioTools) => Promise<void>;
  readonly run: (tools: ScenarioTools) => Promise<void>;
}
