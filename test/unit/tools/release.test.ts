import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { isPreRelease, readRelease } from "../../../tools/support/changelog.ts";

const page = (...sections: readonly string[]): string =>
  ["# Changelog\n\nAll of it.", ...sections].join("\n\n");
const changelog = page(
  "## [Unreleased]",
  "## [0.2.0] - 2026-11-26\n\n### Added\n\n- A bell.\n\n### Fixed\n\n- [A whistle](docs/whistle.md).",
  "## [0.1.0] - 2026-02-28\n\n- Older.",
);

describe("a release", () => {
  test("is what the changelog says about the version of the tag", () => {
    expect(readRelease("v0.2.0", "0.2.0", changelog)).toEqual({
      version: "0.2.0",
      isPreRelease: false,
      notes: "### Added\n\n- A bell.\n\n### Fixed\n\n- [A whistle](docs/whistle.md).",
    });
  });

  test("reads lines of Windows, and leaves out the addresses of headings", () => {
    const text = page(
      "## [Unreleased]",
      "## [0.1.0] - 2026-02-28\n\n- One.\n- Two.",
      "[Unreleased]: https://example.com/a\n[0.1.0]: https://example.com/b\n",
    );
    const { notes } = readRelease("v0.1.0", "0.1.0", text.replaceAll("\n", "\r\n"));
    expect(notes).toBe("- One.\n- Two.");
  });

  test.each([
    ["0.1.0", true],
    ["0.2.0", false],
    ["1.0.3", false],
    ["2.11.0", true],
    ["1.10.1", false],
  ])("%s is a pre-release: %s", (version, expected) => {
    expect(isPreRelease(version)).toBe(expected);
  });

  test("of this repository can be read", async () => {
    const text = await readFile(new URL("../../../CHANGELOG.md", import.meta.url), "utf8");
    const { version } = manifest;
    expect(text).toMatch(/^## \[Unreleased\]$/m);
    // What has come since is below [Unreleased] until the next version has its section.
    const released = text.replace(/(?<=^## \[Unreleased\]$)[\s\S]*?(?=^## )/m, "\n\n");
    expect(readRelease(`v${version}`, version, released).notes).toMatch(/^- /m);
  });
});

describe("nothing is released when", () => {
  const section = "## [0.2.0] - 2026-11-26\n\n- A bell.";
  test.each([
    ["the tag has no v", "0.2.0", "0.2.0", changelog, /is not "v" and three numbers/],
    ["the tag has a suffix", "v0.2.0-rc.1", "0.2.0-rc.1", changelog, /is not "v" and/],
    ["the tag has a leading zero", "v0.02.0", "0.02.0", changelog, /is not "v" and/],
    ["package.json has another version", "v0.2.0", "0.2.1", changelog, /package\.json is 0\.2\.1/],
    ["there is no [Unreleased]", "v0.2.0", "0.2.0", page(section), /first section/],
    [
      "changes wait below [Unreleased]",
      "v0.2.0",
      "0.2.0",
      page("## [Unreleased]\n\n- A gong.", section),
      /changes below \[Unreleased\]/,
    ],
    ["the version has no section", "v0.3.0", "0.3.0", changelog, /not \[0\.3\.0\]/],
    ["the version is an older one", "v0.1.0", "0.1.0", changelog, /not \[0\.1\.0\]/],
    [
      "the version has two sections",
      "v0.2.0",
      "0.2.0",
      page("## [Unreleased]", section, section),
      /more than one section/,
    ],
    [
      "the section has no day",
      "v0.2.0",
      "0.2.0",
      page("## [Unreleased]", "## [0.2.0]\n\n- A bell."),
      /does not end with its day/,
    ],
    [
      "the day does not exist",
      "v0.2.0",
      "0.2.0",
      page("## [Unreleased]", "## [0.2.0] - 2026-02-30\n\n- A bell."),
      /does not end with its day/,
    ],
    [
      "the section is empty",
      "v0.2.0",
      "0.2.0",
      page("## [Unreleased]", "## [0.2.0] - 2026-11-26"),
      /is empty/,
    ],
  ])("%s", (_case, tag, version, text, message) => {
    expect(() => readRelease(tag, version, text)).toThrow(message);
  });
});
