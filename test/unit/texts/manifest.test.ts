import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryFolder } from "../../../tools/support/paths.ts";
import type { Texts } from "../../../tools/texts/extract.ts";
import { manifestTextsFile } from "../../../tools/texts/files.ts";
import { checkManifest } from "../../../tools/texts/manifest.ts";

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

test("every text of package.json stands in package.nls.json, and nothing else does", () => {
  const manifest = read(join(repositoryFolder, "package.json")) as object;
  expect(checkManifest(manifest, read(manifestTextsFile) as Texts)).toEqual([]);
});

test("each way to get it wrong is told with its place", () => {
  const contributes = {
    commands: [{ command: "parley.stop", title: "Stop", category: "Parley" }],
    configuration: {
      properties: { "parley.mode": { enum: ["a"], enumDescriptions: ["The first"] } },
    },
    views: { parley: [{ id: "parley.list", name: "%view.list%" }] },
  };
  expect(checkManifest({ description: "%about%", contributes }, { about: "", old: "" })).toEqual([
    'contributes.commands[0].title is "Stop" instead of a %key%.',
    'contributes.configuration.properties.parley.mode.enumDescriptions[0] is "The first" instead of a %key%.',
    'contributes.views.parley[0].name: package.nls.json has no "view.list".',
    'package.json does not use "old" of package.nls.json.',
  ]);
});
