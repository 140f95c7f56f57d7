import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { repositoryFolder } from "../support/paths.ts";

/**
 * The files with tests whose path holds one of the words, as `test/unit/core/time.test.ts`. Of an end-to-end test that
 * shares its workbench with others, as `test/e2e/chats/sessions.ts`, it is the file that opens that workbench.
 */
export async function findTestFiles(words: readonly string[]): Promise<readonly string[]> {
  const names = await readdir(join(repositoryFolder, "test"), { recursive: true });
  const files = names
    .map((name) => `test/${name.replaceAll(sep, "/")}`)
    .filter((file) => words.some((word) => file.includes(word)))
    .map((file) => file.replace(/^(test\/e2e\/\w+)\/\w+\.ts$/, "$1.test.ts"))
    .filter((file) => file.endsWith(".test.ts"));
  return [...new Set(files)];
}

/** The outermost titles in the files of `test/host/` whose path holds one of the words. */
export async function hostTitles(words: readonly string[]): Promise<readonly string[]> {
  const files = (await findTestFiles(words)).filter((file) => file.startsWith("test/host/"));
  const texts = files.map((file) => readFile(join(repositoryFolder, file), "utf8"));
  return (await Promise.all(texts)).flatMap((text) =>
    [...text.matchAll(/^describe\("(.+?)",/gm)].flatMap(([, title]) => title ?? []),
  );
}
