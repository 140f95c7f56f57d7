import { buildParley, packParley } from "../../../tools/support/build.ts";
import { ensureChromium } from "../../../tools/testbed/chromium.ts";
import { ensureCodeServer } from "../../../tools/testbed/codeServer.ts";

/** Runs once before the e2e tests: the editor and the browser are installed, and `out/parley.vsix` is fresh. */
export async function setup(): Promise<void> {
  await ensureCodeServer();
  await ensureChromium();
  await buildParley();
  await packParley();
}
