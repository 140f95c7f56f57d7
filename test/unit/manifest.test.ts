import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { manifestFile, withKinds } from "../../tools/support/manifest.ts";

const text = readFileSync(manifestFile, "utf8");

test("package.json names the schema of every kind of resource, and those with long texts (if not: npm run manifest)", async () => {
  expect(text).toBe(await withKinds(text));
});

test("what is no kind any more goes, and other schemas stay", async () => {
  const own = { fileMatch: "own.json", url: "./own.schema.json" };
  const gone = { fileMatch: "parley:/*/gone/*/*/*.json", url: "parley://schemas/gone.json" };
  const entry = { command: "parley.editResourceText", when: "resourcePath =~ /gone/ && isHere" };
  const old = { contributes: { jsonValidation: [gone, own], menus: { "editor/title": [entry] } } };
  const written = JSON.parse(await withKinds(JSON.stringify(old))) as typeof old;
  const { jsonValidation, menus } = written.contributes;
  expect(jsonValidation[0]).toEqual(own);
  expect(jsonValidation).not.toContainEqual(gone);
  expect(jsonValidation.length).toBeGreaterThan(20);
  expect(menus["editor/title"][0]?.when).toMatch(
    /^resourcePath =~ \/\S+\(agents\|\S+\/ && isHere$/,
  );
});
