import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Adds to the user's settings of the workbench in `folder`; it watches their file, and follows in a moment. */
export async function addSetting(folder: string, name: string, value: unknown): Promise<void> {
  const file = join(folder, "data/User/settings.json");
  const settings = JSON.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, JSON.stringify({ ...settings, [name]: value }, undefined, 2));
}
