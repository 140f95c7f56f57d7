import { findSourceMap } from "node:module";
import { fileURLToPath } from "node:url";

/** Replaces places in the bundle by places in the sources. Node would do that, but VS Code formats stacks itself. */
export function mapStack(stack: string): string {
  return stack.replaceAll(/(\/[^\s()]+\.cjs):(\d+):(\d+)/g, (place, file: string, line, column) => {
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !("originalSource" in entry)) return place;
    const source = entry.originalSource;
    const path = source.startsWith("file:") ? fileURLToPath(source) : source;
    return `${path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
