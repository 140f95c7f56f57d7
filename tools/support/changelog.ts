import { ToolError } from "./toolError.ts";

/** What is published under one tag. */
export interface Release {
  /** Three numbers, e.g. `0.1.0`. */
  readonly version: string;
  /** True where the minor number is odd: VS Code offers these to those who ask for pre-releases. */
  readonly isPreRelease: boolean;
  /** What the changelog says about it, in Markdown, without the heading. */
  readonly notes: string;
}

interface Section {
  readonly name: string;
  readonly date: string | undefined;
  readonly text: string;
}

const heading = /^## \[([^\]]+)\](?: - (.*))?$/;

/** True where the minor number is odd, which is VS Code's convention for a pre-release. */
export function isPreRelease(version: string): boolean {
  return Number(version.split(".")[1]) % 2 === 1;
}

/**
 * What a tag releases. Throws a ToolError when the tag, the version of `package.json` and the section of the changelog
 * do not agree.
 */
export function readRelease(tag: string, version: string, changelog: string): Release {
  if (!/^v(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(tag)) {
    throw new ToolError(`The tag "${tag}" is not "v" and three numbers, such as v0.1.0.`);
  }
  if (tag !== `v${version}`) {
    throw new ToolError(`The tag is ${tag}, but the version in package.json is ${version}.`);
  }
  const sections = readSections(changelog);
  const [first, second] = sections;
  if (first?.name !== "Unreleased") {
    throw new ToolError("The first section of CHANGELOG.md is not [Unreleased].");
  }
  if (first.text !== "") {
    throw new ToolError(`CHANGELOG.md has changes below [Unreleased]: move them to [${version}].`);
  }
  if (second?.name !== version) {
    throw new ToolError(`The section below [Unreleased] in CHANGELOG.md is not [${version}].`);
  }
  if (sections.filter(({ name }) => name === version).length > 1) {
    throw new ToolError(`CHANGELOG.md has more than one section [${version}].`);
  }
  if (!isDay(second.date)) {
    throw new ToolError(
      `The heading of [${version}] in CHANGELOG.md does not end with its day, such as 2026-11-26.`,
    );
  }
  if (second.text === "") {
    throw new ToolError(`The section [${version}] in CHANGELOG.md is empty.`);
  }
  return { version, isPreRelease: isPreRelease(version), notes: second.text };
}

/** The sections from the first to the last; addresses of headings, which may stand at the end, belong to none. */
function readSections(changelog: string): readonly Section[] {
  const sections: { name: string; date: string | undefined; lines: string[] }[] = [];
  for (const line of changelog.split(/\r?\n/)) {
    const [, name, date] = heading.exec(line) ?? [];
    if (name !== undefined) sections.push({ name, date, lines: [] });
    else if (!/^\[[^\]]+\]: /.test(line)) sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ name, date, lines }) => ({ name, date, text: lines.join("\n").trim() }));
}

/** True for a day of the calendar, written as 2026-11-26. */
function isDay(text: string | undefined): boolean {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
