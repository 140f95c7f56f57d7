import { runTool } from "../support/toolError.ts";
import { ensureChromium } from "./chromium.ts";
import { ensureCodeServer } from "./codeServer.ts";

await runTool(async () => {
  await ensureCodeServer();
  console.log(`The editor and the browser are installed (${await ensureChromium()}).`);
});
