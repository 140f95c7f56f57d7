// npm run screenshots [-- --scenario file.ts] [--theme name]… [--out folder] [--scale number]
// Walks through a scenario in each theme and saves the pictures as <name>-<theme>.png.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { openWorkbench } from "../test/helpers/workbench/workbench.ts";
import { startSimulator, type SimulatorProcess } from "./demo/simulator.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { buildParley, packParley } from "./support/build.ts";
import { outFolder } from "./support/paths.ts";
import { runTool, ToolError } from "./support/toolError.ts";

const themes = new Map([
  ["dark", "Default Dark Modern"],
  ["light", "Default Light Modern"],
  ["high-contrast", "Default High Contrast"],
  ["high-contrast-light", "Default High Contrast Light"],
]);

const { values } = parseArgs({
  options: {
    scenario: { type: "string", default: join(import.meta.dirname, "scenarios/tour.ts") },
    theme: { type: "string", multiple: true, default: [...themes.keys()] },
    out: { type: "string", default: join(outFolder, "screenshots") },
    scale: { type: "string", default: "1" },
  },
});

await runTool(async () => {
  const file = pathToFileURL(resolve(values.scenario)).href;
  const scenario = (await import(file)) as Scenario;
  await buildParley();
  const vsix = await packParley();
  await mkdir(values.out, { recursive: true });
  for (const theme of values.theme) {
    // Each theme begins with the services as they were.
    const simulator = await startSimulator({ longSession: scenario.longSession ?? 0 });
    try {
      await shootTheme(scenario, theme, simulator, vsix);
    } finally {
      await simulator.stop();
    }
  }
});

async function shootTheme(
  scenario: Scenario,
  theme: string,
  simulator: SimulatorProcess,
  vsix: string,
): Promise<void> {
  const title = themes.get(theme);
  if (title === undefined) {
    throw new ToolError(
      `There is no theme "${theme}": choose of ${[...themes.keys()].join(", ")}.`,
    );
  }
  const { settings, ...more } = scenario.workbench ?? {};
  const workbench = await openWorkbench({
    ...more,
    settings: { ...settings, "workbench.colorTheme": title },
    files: scenario.files ?? {},
    parley: vsix,
    accounts: simulator.accounts,
    scale: Number(values.scale),
  });
  try {
    const { page } = workbench;
    const shoot = async (name: string): Promise<void> => {
      const path = join(values.out, `${name}-${theme}.png`);
      await page.screenshot({ path });
      console.log(path);
    };
    await scenario.run({ page, simulator, shoot });
  } catch (error) {
    await workbench.report(`screenshots ${theme}`);
    throw error;
  } finally {
    await workbench.close();
  }
}
