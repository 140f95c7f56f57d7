// npm run package: builds the file that is published or installed by hand.
import { stat } from "node:fs/promises";
import { buildParley, packParley } from "./support/build.ts";
import { runTool } from "./support/toolError.ts";

await runTool(async () => {
  await buildParley();
  const file = await packParley();
  const { size } = await stat(file);
  console.log(`${file} (${Math.ceil(size / 1000)} kB)`);
});
