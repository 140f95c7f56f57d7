// npm run l10n: collects the texts of Parley for translators in l10n/bundle.l10n.json.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { runTool } from "./support/toolError.ts";
import { bundleFile } from "./texts/files.ts";
import { extractTexts, writeBundle } from "./texts/extract.ts";

await runTool(async () => {
  const texts = extractTexts();
  await mkdir(dirname(bundleFile), { recursive: true });
  await writeFile(bundleFile, writeBundle(texts));
  console.log(`${bundleFile} (${Object.keys(texts).length} texts)`);
});
