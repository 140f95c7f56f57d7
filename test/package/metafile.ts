import { readFile } from "node:fs/promises";
import type { Metafile } from "esbuild";

/** What esbuild wrote about one of the bundles: `host`, `simulator` or `webview`. */
export async function readMetafile(bundle: string): Promise<Metafile> {
  const text = await readFile(new URL("../../dist/meta.json", import.meta.url), "utf8");
  const metafiles = JSON.parse(text) as Readonly<Record<string, Metafile>>;
  const metafile = metafiles[bundle];
  if (!metafile) throw new Error(`no bundle ${bundle}`);
  return metafile;
}

/** What an entry loads at once: the output files that its static imports reach, with their sizes and sources. */
export function staticClosure({ outputs }: Metafile, entryPoint: string) {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && !external) visit(path);
    }
  };
  const entry = Object.keys(outputs).find((file) => outputs[file]?.entryPoint === entryPoint);
  if (entry === undefined) throw new Error(`no output for ${entryPoint}`);
  visit(entry);
  return {
    bytes: [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0),
    sources: [...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {})),
  };
}
