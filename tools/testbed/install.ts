import { runTool } from "../support/toolError.ts";
import { ensureChromium } from "./chromium.ts";
import { ensureCodeServer } from "./codeServer.ts";

await runTool(async () => {
  // The editor is compiled while the browser is downloaded.
  const [browser] = await Promise.all([ensureChromium(), ensureCodeServer()]);
  console.log(`The editor and the browser are installed (${browser}).`);
});
