import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const host = fileURLToPath(new URL("../../../src/host/", import.meta.url));
/** A controller that is let go at once, so that nobody can abort its signal. */
const orphan = /new AbortController\(\)\.signal|\{\s*signal\b[^}]*\} = new AbortController\(\)/;

test("whoever asks a service in the editor can be told to stop", async () => {
  const names = await readdir(host, { recursive: true });
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith(".ts"))
      .map(async (name) => ({ name, text: await readFile(join(host, name), "utf8") })),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter(({ text }) => orphan.test(text)).map(({ name }) => name)).toEqual([]);
});
