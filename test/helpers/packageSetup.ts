import { buildParley, packParley } from "../../tools/support/build.ts";

/** Runs once before the tests of what is shipped: `dist/` and `out/parley.vsix` are fresh. */
export async function setup(): Promise<void> {
  await buildParley();
  await packParley();
}
