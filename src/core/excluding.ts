/** What others have made is seldom meant. */
const always = ["**/node_modules/**", "**/.git/**"];

/** One glob for all that is left out, besides what `files.exclude` hides. VS Code knows no braces within braces. */
export function excluding(globs: readonly string[] = []): string {
  return `{${[...always, ...globs.flatMap(expandBraces)].join(",")}}`;
}

/** The globs that a glob with braces stands for. */
function expandBraces(glob: string): readonly string[] {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!braces) return [glob];
  const [, before = "", choices = "", after = ""] = braces;
  return choices.split(",").flatMap((choice) => expandBraces(before + choice + after));
}
