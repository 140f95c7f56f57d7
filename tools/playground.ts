// node tools/run.mjs tools/playground.ts [--port 9333]: keeps a workbench with Parley and the simulated services open
// for tools/poke.ts. After a new build, `await command(page, "Developer: Reload Window")` shows it.
import { parseArgs } from "node:util";
import { openWorkbench } from "../test/helpers/workbench/workbench.ts";
import { startSimulator } from "./demo/simulator.ts";
import { buildParley, packParley } from "./support/build.ts";
import { onInterruption } from "./support/interruption.ts";
import { runTool } from "./support/toolError.ts";
import { linkBuild } from "./testbed/extensions.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "9333" } } });

await runTool(async () => {
  const interrupted = new Promise(onInterruption);
  await buildParley();
  const simulator = await startSimulator();
  try {
    const workbench = await openWorkbench({
      files: { "hello.ts": 'export const greeting: string = "hello";\n' },
      parley: await packParley(),
      accounts: simulator.accounts,
      flags: [`--remote-debugging-port=${values.port}`],
    });
    try {
      await linkBuild(workbench.folder);
      console.log(`Workbench: ${workbench.address}\nSimulator: ${simulator.origin}`);
      console.log(`Folder: ${workbench.folder}\nReady for tools/poke.ts; Ctrl+C ends it.`);
      await interrupted;
    } finally {
      await workbench.close();
    }
  } finally {
    await simulator.stop();
  }
});
