// npm start [-- --browser] [--no-open] [--port number]: opens Parley in VS Code with the simulated services.
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { startSimulator } from "./demo/simulator.ts";
import { readStartOptions } from "./demo/startOptions.ts";
import { findDesktopEditor, openDesktopEditor } from "./demo/desktopEditor.ts";
import { openBrowserEditor } from "./demo/browserEditor.ts";
import { buildParley } from "./support/build.ts";
import { onInterruption } from "./support/interruption.ts";
import { makeTemporaryFolder, removeFolder } from "./support/temporaryFolder.ts";
import { runTool } from "./support/toolError.ts";
import { workspaceFolder } from "./testbed/editorServer.ts";

await runTool(async () => {
  const { browser, show, port } = readStartOptions(process.argv.slice(2));
  const interrupted = new Promise(onInterruption);
  const desktop = browser ? undefined : await findDesktopEditor();
  console.log("Building Parley …");
  await buildParley();
  const simulator = await startSimulator();
  const folder = await makeTemporaryFolder();
  try {
    await cp(join(import.meta.dirname, "demo/workspace"), workspaceFolder(folder), {
      recursive: true,
    });
    const { accounts } = simulator;
    const editor =
      desktop === undefined
        ? await openBrowserEditor({ folder, accounts, port, show })
        : await openDesktopEditor(desktop, folder, accounts);
    console.log(`\n${editor.invitation}\nThe simulated services are at ${simulator.origin}.`);
    console.log("Press Ctrl+C here to end everything; nothing is kept.\n");
    await Promise.race([interrupted, editor.ended]);
    await editor.stop();
  } finally {
    await simulator.stop();
    await removeFolder(folder);
  }
});
