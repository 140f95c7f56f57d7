import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { buildParley, packParley } from "../../tools/support/build.ts";
import { outFolder } from "../../tools/support/paths.ts";

let files: Readonly<Record<string, Uint8Array>>;

beforeAll(async () => {
  files = unzipSync(await readFile(new URL("../../out/parley.vsix", import.meta.url)));
});

const text = (name: string): string => new TextDecoder().decode(files[name]);

test("the package holds what it needs and nothing else", () => {
  const allowed = [
    /^\[Content_Types\]\.xml$/,
    /^extension\.vsixmanifest$/,
    /^extension\/schemas\/knowledge\.schema\.json$/,
    // Translations too, but not the pseudo language of the tests.
    /^extension\/package(?:\.nls(?:\.[a-z]{2}(?:-[a-z]{2})?)?)?\.json$/,
    /^extension\/l10n\/bundle\.l10n(?:\.[a-z]{2}(?:-[a-z]{2})?)?\.json$/,
    /^extension\/(?:readme|changelog)\.md$/,
    /^extension\/LICENSE\.txt$/,
    /^extension\/media\/(?:icon\.png|parley\.svg|walkthrough\/\w+\.svg)$/,
    /^extension\/dist\/THIRD_PARTY_NOTICES\.txt$/,
    /^extension\/dist\/host\/(?:extension|chunks\/[\w-]+)\.js$/,
    /^extension\/dist\/webview\/(?:main\.js|main\.css|chunks\/[\w-]+\.js)$/,
  ];
  const names = Object.keys(files);
  expect(names.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  // Each line of the list is there for a file that exists.
  expect(allowed.filter((pattern) => !names.some((name) => pattern.test(name)))).toEqual([]);
});

test("the same input gives the same bytes", async () => {
  const hash = async (path: string): Promise<string> =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  const before = await hash(join(outFolder, "parley.vsix"));
  await buildParley();
  const again = await packParley("parley-again.vsix");
  expect(await hash(again)).toBe(before);
  await rm(again);
}, 60_000);

test("the package stays small", () => {
  const bytes = Object.values(files).reduce((sum, file) => sum + file.byteLength, 0);
  expect(bytes).toBeLessThan(2_500_000);
});

test("every bundled library is named with its licence", () => {
  const notices = text("extension/dist/THIRD_PARTY_NOTICES.txt");
  for (const library of [
    "undici",
    "lit",
    "highlight.js",
    "valibot",
    "minisearch",
    "@microsoft/fast-element",
    "@modelcontextprotocol/sdk",
  ]) {
    expect(notices).toMatch(new RegExp(`^${library.replaceAll(/[./]/g, "\\$&")} [\\d.]+ \\(`, "m"));
  }
});

test("every text of the manifest is there, and none is left over", () => {
  const manifest = text("extension/package.json");
  const used = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
  const texts = JSON.parse(text("extension/package.nls.json")) as object;
  expect(new Set(Object.keys(texts))).toEqual(used);
});
