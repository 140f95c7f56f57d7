import { openView, treeRow } from "../../test/helpers/workbench/views.ts";
import type { ScenarioTools } from "./scenario.ts";

/** Shows the accounts in the side bar. */
export async function run({ page, simulator, shoot }: ScenarioTools): Promise<void> {
  await openView(page, "Parley");
  for (const { label } of simulator.accounts) await treeRow(page, label).waitFor();
  await shoot("sidebar");
}
