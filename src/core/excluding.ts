/** What others have made is seldom meant. */
const always = ["**/node_modules/**", "**/.git/**"];

/** One glob for all that is left out, besides what `files.exclude` hides. VS Code knows no braces within braces. */
export function excluding(globs: readonly string[] = []): string {
  const all = globs.flatMap(expandBraces).map(withLiteralCommas);
  return `{${[...always, ...all].join(",")}}`;
}

/** The globs that a glob with braces stands for. */
function expandBraces(glob: string): readonly string[] {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!braces) return [glob];
  const [, before = "", choices = "", after = ""] = braces;
  const all = choices.split(/,(?![^[]*\])/);
  return all.flatMap((choice) => expandBraces(before + choice + after));
}

/** Within braces, a comma that stands alone would divide one glob into two. */
function withLiteralCommas(glob: string): string {
  return glob.replaceAll(/\[[^\]]*\]|,/g, (part) => (part === "," ? "[,]" : part));
}
