// node tools/run.mjs tools/release.ts <tag> [--notes file] [--facts file]: checks that the tag, the version of
// package.json and the changelog agree, and prints the changelog's section or writes it to a file. The facts are
// lines "version=0.1.0" and "pre-release=true", added to a file such as the one that GITHUB_OUTPUT names.
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRelease } from "./support/changelog.ts";
import { repositoryFolder } from "./support/paths.ts";
import { runTool, ToolError } from "./support/toolError.ts";

await runTool(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { notes: { type: "string" }, facts: { type: "string" } },
  });
  const [tag, ...more] = positionals;
  if (tag === undefined || more.length > 0) throw new ToolError("Name one tag, such as v0.1.0.");
  const read = async (name: string): Promise<string> =>
    readFile(join(repositoryFolder, name), "utf8");
  const manifest = JSON.parse(await read("package.json")) as { readonly version: string };
  const release = readRelease(tag, manifest.version, await read("CHANGELOG.md"));
  const facts = `version=${release.version}\npre-release=${release.isPreRelease}\n`;
  if (values.facts !== undefined) await appendFile(values.facts, facts);
  if (values.notes === undefined) {
    console.log(release.notes);
    return;
  }
  const file = resolve(values.notes);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${release.notes}\n`);
});
