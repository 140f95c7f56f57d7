import { stat } from "node:fs/promises";

/** Tells one state of a file from another without reading it; the same for every file that is not there. */
export async function fileMark(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  return info ? `${info.ino} ${info.mtimeMs} ${info.size}` : noFile;
}

/** The mark of a file that is not there. */
export const noFile = "none";
