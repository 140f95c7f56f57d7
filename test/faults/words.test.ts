import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { everyFault } from "./everyFault.ts";
import type { Fault } from "./fault.ts";
import { tlsFaults } from "./tlsFaults.ts";

/** Only inside VS Code can the texts be loaded, so this reads them. That none is missing, the compiler sees to. */
const source = await readFile(new URL("../../src/host/text/errorText.ts", import.meta.url), "utf8");

const endsOf = ({ expect: expected }: Fault): readonly string[] =>
  typeof expected === "string" ? [expected] : Object.values(expected);
const kinds = new Set([...everyFault, ...tlsFaults].flatMap(endsOf));
kinds.delete("same");
kinds.delete("done");

describe("every way in which a call ends under a fault", () => {
  test.each([...kinds].toSorted())("%s has one sentence and at most one action", (kind) => {
    const entry = new RegExp(`^ {4}"?${kind}"?: \\{([\\s\\S]*?)\\},?\\n(?= {4}\\S| {2}\\})`, "m");
    const [, words = ""] = entry.exec(source) ?? [];
    const sentences = [...words.matchAll(/sentence:[\s\S]*?l10n\.t\(\s*"([^"]+)"/g)];
    expect(sentences).toHaveLength(1);
    expect(sentences[0]?.[1]).toMatch(/^[A-Z{][^.!?]*\.$/);
    expect(words.match(/action:/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});
