/**
 * Builds Parley: `node esbuild.mjs [--watch] [--dev]`.
 *
 *   dist/host       the extension, for the extension host (Node)
 *   dist/simulator  the simulated services as a program of their own
 *   dist/webview    the chat panel, for the webview (browser)
 *
 * All three are ES modules and split: what is imported dynamically loads at its first use. `dist/meta.json` holds
 * esbuild's metafiles, from which the tests read what each entry loads at once.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";

const watches = process.argv.includes("--watch");
const isDevelopment = watches || process.argv.includes("--dev");

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  format: "esm",
  splitting: true,
  metafile: true,
  minify: !isDevelopment,
  sourcemap: isDevelopment ? "linked" : false,
  chunkNames: "chunks/[name]-[hash]",
  legalComments: "none",
  logLevel: "warning",
};

/** CommonJS libraries inside an ES module still call `require` for Node's own modules. */
const requireForCommonJs = {
  js: 'import{createRequire as parleyRequire}from"node:module";const require=parleyRequire(import.meta.url);',
};

/** @type {Readonly<Record<string, import("esbuild").BuildOptions>>} */
const bundles = {
  host: {
    ...shared,
    entryPoints: { extension: "src/extension.ts" },
    outdir: "dist/host",
    platform: "node",
    target: "node22",
    external: ["vscode"],
    banner: requireForCommonJs,
  },
  simulator: {
    ...shared,
    entryPoints: { main: "src/simulator/main.ts" },
    outdir: "dist/simulator",
    platform: "node",
    target: "node22",
  },
  webview: {
    ...shared,
    entryPoints: { main: "webview/main.ts" },
    outdir: "dist/webview",
    platform: "browser",
    target: "es2024",
  },
};

await rm("dist", { recursive: true, force: true });
await mkdir("dist", { recursive: true });

if (watches) {
  for (const options of Object.values(bundles)) {
    await (await context({ ...options, logLevel: "info" })).watch();
  }
} else {
  const results = await Promise.all(
    Object.entries(bundles).map(async ([name, options]) => [name, (await build(options)).metafile]),
  );
  await writeFile("dist/meta.json", JSON.stringify(Object.fromEntries(results)));
}
