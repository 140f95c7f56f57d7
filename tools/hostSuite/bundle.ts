import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { outFolder, repositoryFolder } from "../support/paths.ts";
import { ToolError } from "../support/toolError.ts";

const source = join(repositoryFolder, "test/host");
const target = join(outFolder, "test/host");

const options = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  sourcemap: "inline",
  external: ["vscode", "mocha"],
  logLevel: "silent",
} as const satisfies BuildOptions;

/** Bundles `test/host/` into two CommonJS files, as VS Code loads nothing else; returns the one with `run`. */
export async function bundleHostSuite(): Promise<string> {
  const outfile = join(target, "suite.cjs");
  const names = (await readdir(source)).filter((name) => name.endsWith(".test.ts")).toSorted();
  const contents = names.map((name) => `import "./${name}";`).join("\n");
  try {
    await build({ ...options, outfile, entryPoints: [join(source, "suite.ts")] });
    await build({
      ...options,
      outfile: join(target, "tests.cjs"),
      stdin: { contents, resolveDir: source },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(`The tests for the extension host cannot be bundled. ${reason}`);
  }
  return outfile;
}
