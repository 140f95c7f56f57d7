import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryFolder } from "./paths.ts";
import { ToolError } from "./toolError.ts";

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

const intro = "Parley contains the following libraries. Each stands under its own licence.";

/** Writes the licences of all libraries inside the shipped bundles to `dist/THIRD_PARTY_NOTICES.txt`. */
export async function writeNotices(): Promise<void> {
  const meta = JSON.parse(
    await readFile(join(repositoryFolder, "dist/meta.json"), "utf8"),
  ) as Readonly<Record<string, Metafile>>;
  const inputs = ["host", "webview"].flatMap((bundle) => Object.keys(meta[bundle]?.inputs ?? {}));
  const folders = new Set(inputs.flatMap((path) => packageFolder(path) ?? []));
  const notices = await Promise.all([...folders].toSorted().map(readNotice));
  const text = [intro, ...notices].join(`\n\n${"-".repeat(80)}\n\n`);
  await writeFile(join(repositoryFolder, "dist/THIRD_PARTY_NOTICES.txt"), `${text}\n`);
}

/** The folder of the package that a bundled file comes from; undefined for a file of ours. */
function packageFolder(path: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

async function readNotice(folder: string): Promise<string> {
  const root = join(repositoryFolder, folder);
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = await readdir(root);
  const licence = files.find((name) => /^licen[cs]e(?:\.|$)/i.test(name));
  if (manifest.license === undefined) throw new ToolError(`${manifest.name} names no licence.`);
  const head = `${manifest.name} ${manifest.version} (${manifest.license})`;
  if (licence === undefined) return head;
  return `${head}\n\n${(await readFile(join(root, licence), "utf8")).trim()}`;
}
