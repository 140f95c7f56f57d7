import type { ErrorKind } from "../../src/core/model.ts";

const signs: Readonly<Record<ErrorKind | "same" | "less" | "done" | "untried", string>> = {
  same: "=",
  less: "~",
  done: "+",
  untried: "-",
  cancelled: "ca",
  "no-key": "nk",
  "bad-key": "bk",
  forbidden: "fo",
  blocked: "bl",
  "not-found": "nf",
  "rate-limited": "rl",
  "out-of-quota": "oq",
  "too-large": "tl",
  unsure: "us",
  rejected: "re",
  timeout: "ti",
  offline: "of",
  unreachable: "un",
  server: "se",
  "bad-reply": "br",
  config: "co",
  bug: "!!",
};

/** The results of a matrix, to be printed. */
export class Table {
  readonly #cells = new Map<string, Map<string, string>>();
  readonly #columns: string[] = [];

  /** How many cells were tried. */
  get count(): number {
    const ends = [...this.#cells.values()].flatMap((row) => [...row.values()]);
    return ends.filter((end) => end !== "untried").length;
  }

  /** Notes how a cell ended; one that ended in another way than it should never comes here. */
  note(row: string, column: string, result: string): void {
    if (!this.#columns.includes(column)) this.#columns.push(column);
    const cells = this.#cells.get(row) ?? new Map<string, string>();
    this.#cells.set(row, cells.set(column, result));
  }

  /** The table in the order of these rows and columns; what has no result is an `XX`. */
  print(rows: readonly string[], columns: readonly string[]): string {
    const heads = columns.map((_column, index) => String(index + 1).padStart(2));
    const width = Math.max(...rows.map((row) => row.length));
    const lines = rows.map((row) => {
      const cells = columns.map((column) => {
        const result = this.#cells.get(row)?.get(column);
        return (signs[result as ErrorKind] ?? "XX").padStart(2);
      });
      return `${row.padEnd(width)} ${cells.join(" ")}`;
    });
    const used = new Set([...this.#cells.values()].flatMap((row) => [...row.values()]));
    const legend = Object.entries(signs).filter(([name]) => used.has(name));
    return [
      ...columns.map((column, index) => `${String(index + 1).padStart(2)}  ${column}`),
      "",
      `${"".padEnd(width)} ${heads.join(" ")}`,
      ...lines,
      "",
      legend.map(([name, sign]) => `${sign} ${name}`).join(", "),
      `${this.count} cells`,
    ].join("\n");
  }
}
