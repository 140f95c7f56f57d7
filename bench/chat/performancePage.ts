import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../tools/support/command.ts";
import { repositoryFolder } from "../../tools/support/paths.ts";
import { ToolError } from "../../tools/support/toolError.ts";
import { type Figures, missed, tables } from "./report.ts";

const file = join(repositoryFolder, "docs/PERFORMANCE.md");
const figuresPart = /(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)/s;

/** Writes figures into their place in docs/PERFORMANCE.md, with the date and the kind of machine. */
export async function writePerformance(figures: Figures): Promise<void> {
  const page = await readFile(file, "utf8");
  if (!figuresPart.test(page)) {
    throw new ToolError(`${file} has no place for figures. Put the comments around it back.`);
  }
  const processors = cpus();
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${day}, ${processors.length} × ${processors[0]?.model ?? "unknown processor"}, Chromium ${figures.browser} without a graphics card.`;
  const misses = missed(figures).map((miss) => `- ${miss}`);
  const parts = [machine, tables(figures), "Missed:", misses.join("\n") || "- nothing"];
  await writeFile(
    file,
    page.replace(figuresPart, () => `\n${parts.join("\n\n")}\n\n`),
  );
  // Its tables are as wide as their longest figure.
  await runCommand(process.execPath, [
    join(repositoryFolder, "node_modules/oxfmt/bin/oxfmt"),
    file,
  ]);
}
