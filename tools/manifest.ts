// npm run manifest: tells VS Code in package.json which documents are resources, where the schema of each kind is, and
// which have long texts.
import { readFile, writeFile } from "node:fs/promises";
import { manifestFile, withKinds } from "./support/manifest.ts";
import { runTool } from "./support/toolError.ts";

await runTool(async () => {
  await writeFile(manifestFile, await withKinds(await readFile(manifestFile, "utf8")));
  console.log(manifestFile);
});
