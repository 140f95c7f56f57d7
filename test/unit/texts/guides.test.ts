import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryFolder } from "../../../tools/support/paths.ts";
import type { Texts } from "../../../tools/texts/extract.ts";
import { bundleFile, manifestTextsFile } from "../../../tools/texts/files.ts";

/** Texts of VS Code itself and of GitHub. */
const foreign = new Set([
  "Auto Save",
  "Cancel",
  "Extensions: Install from VSIX",
  "Parley",
  "Report a vulnerability",
  "Security",
]);
const guides = [
  "README.md",
  "SECURITY.md",
  "docs/RELIABILITY.md",
  "docs/SECURITY.md",
  "docs/USING.md",
];
const readText = (file: string): string => readFileSync(join(repositoryFolder, file), "utf8");
const readTexts = (file: string): Texts => JSON.parse(readFileSync(file, "utf8")) as Texts;

describe.each(guides)("%s", (guide) => {
  const markdown = readText(guide);

  test("links to what is there", () => {
    const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !leadsSomewhere(guide, link))).toEqual([]);
  });

  test("names commands, buttons and messages as they are", () => {
    const shown = [readTexts(bundleFile), readTexts(manifestTextsFile)]
      .flatMap((texts) => Object.values(texts))
      .map((text) => plain(text));
    const named = [...markdown.matchAll(/(?<![\w*])_([^_\n]+)_(?!\w)/g)].map(([, name = ""]) =>
      plain(name),
    );
    expect(named.length).toBeGreaterThan(0);
    const isShown = (name: string): boolean =>
      foreign.has(name) || shown.some((text) => text === name || startsOrEnds(text, name));
    expect(named.filter((name) => !isShown(name))).toEqual([]);
  });

  test("names settings that there are", () => {
    const { contributes } = JSON.parse(readText("package.json")) as {
      contributes: { configuration: { properties: object } };
    };
    const settings = new Set(Object.keys(contributes.configuration.properties));
    const named = [...markdown.matchAll(/`(parley\.[\w.]+)`/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
  });
});

test("README.md names every command that a user can run", () => {
  const { contributes } = JSON.parse(readText("package.json")) as {
    contributes: { commands: readonly { command: string; title: string }[] };
  };
  const titles = readTexts(manifestTextsFile);
  const readme = readText("README.md");
  const unnamed = contributes.commands
    // A click on a row runs it, and nothing shows its name.
    .filter(({ command }) => command !== "parley.showKnowledgeChange")
    .map(({ title }) => titles[title.slice(1, -1)])
    .filter((title) => !readme.includes(`_${title}_`));
  expect(unnamed).toEqual([]);
});

/** What varies, and what is left out in a guide, as one letter; without the mark of a dialog. */
function plain(text: string): string {
  return text.replaceAll(/\{\d+\}/g, "…").replace(/(?<=\w)…$/, "");
}

/** True for a sentence of which the guide leaves out the rest. */
function startsOrEnds(text: string, name: string): boolean {
  return name.length > 20 && text.startsWith(name.replace(/…$/, ""));
}

function leadsSomewhere(guide: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? guide : join(dirname(guide), path);
  if (!existsSync(join(repositoryFolder, file))) return false;
  return anchor === undefined || anchorsOf(readText(file)).includes(anchor);
}

/** The anchors of headings, as GitHub makes them. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\d\s-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}
