// npm run manifest: tells VS Code in package.json which documents are resources, and where the schema of each kind is.
import { readFile, writeFile } from "node:fs/promises";
import { manifestFile, withSchemas } from "./support/manifest.ts";
import { runTool } from "./support/toolError.ts";

await runTool(async () => {
  await writeFile(manifestFile, await withSchemas(await readFile(manifestFile, "utf8")));
  console.log(manifestFile);
});
