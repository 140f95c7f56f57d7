import type { BlockBuilder } from "./blockBuilder.ts";
import type { Block, TableBlock } from "./blocks.ts";
import { limits } from "./limits.ts";
import type { LineCursor } from "./lineCursor.ts";
import { readAlignments, splitRow } from "./tableRows.ts";

/** Makes the last line of a paragraph the head of a table, if the line below it says so. */
export function startTable(parser: BlockBuilder, container: Block, cursor: LineCursor): boolean {
  if (container.kind !== "paragraph" || container !== parser.tip || cursor.isIndented) return false;
  const alignments = readAlignments(cursor.text);
  const head = alignments && splitRow(container.lines.at(-1) ?? "");
  if (!head || head.length !== alignments.length) return false;
  const table: TableBlock = {
    kind: "table",
    startLine: parser.lineNumber - 1,
    endLine: 0,
    isOpen: true,
    alignments,
    head,
    rows: [],
    addedCells: 0,
  };
  container.lines.pop();
  if (container.lines.length === 0) parser.replaceTip(table);
  else parser.addBelowTip(table);
  return true;
}

/** Adds a row; false when it would need more cells that it does not write than a table may have. */
export function addRow(table: TableBlock, line: string): boolean {
  const columns = table.head.length;
  const cells = splitRow(line).slice(0, columns);
  const missing = columns - cells.length;
  if (table.addedCells + missing > limits.addedCells) return false;
  table.addedCells += missing;
  table.rows.push([...cells, ...Array.from({ length: missing }, () => "")]);
  return true;
}
