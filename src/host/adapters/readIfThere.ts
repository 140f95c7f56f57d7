import { readFile } from "node:fs/promises";
import { patiently } from "./patiently.ts";

/** The content of a file, or undefined when there is none. @param read gives the content of a file that is there */
export async function readIfThere(
  path: string,
  read: (path: string) => Promise<string> = async (file) => readFile(file, "utf8"),
): Promise<string | undefined> {
  try {
    return await patiently(async () => read(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
