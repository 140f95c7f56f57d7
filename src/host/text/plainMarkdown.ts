/** A text as Markdown that shows it as it is: no mark in it counts, and no address in it becomes a link. */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}

/** The same for a text of several lines, as a quotation that keeps its lines and their indentation. */
export function quotedMarkdown(text: string): string {
  const shown = text.split(/\r\n|\n|\r/).map((line) => {
    const [spaces = ""] = /^[ \t]*/.exec(line) ?? [];
    const indentation = "&nbsp;".repeat(spaces.replaceAll("\t", "    ").length);
    return `> ${indentation}${plainMarkdown(line.slice(spaces.length))}`;
  });
  return shown.join("  \n");
}
