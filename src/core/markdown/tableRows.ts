import type { Alignment } from "./blocks.ts";

/** The cells of a line of a table, without the spaces around them. */
export function splitRow(line: string): readonly string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  for (let at = text.startsWith("|") ? 1 : 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "|") {
      cells.push(cell.trim());
      cell = "";
    } else if (character === "\\" && text[at + 1] === "|") {
      cell += "|";
      at += 1;
    } else if (character === "\\") {
      // The character behind it is no border, whatever it is to the cell.
      cell += character + (text[at + 1] ?? "");
      at += 1;
    } else {
      cell += character;
    }
  }
  if (cell.trim() !== "") cells.push(cell.trim());
  return cells;
}

/** The columns that a line below a table's head tells; undefined for any other line. */
export function readAlignments(line: string): readonly Alignment[] | undefined {
  if (!line.includes("|") || !/^[|:\- \t]+$/.test(line)) return undefined;
  const cells = splitRow(line);
  if (cells.length === 0 || !cells.every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  return cells.map((cell) => {
    const [left, right] = [cell.startsWith(":"), cell.endsWith(":")];
    if (left && right) return "center";
    if (right) return "right";
    return left ? "left" : undefined;
  });
}
