/** The words of a row in a list. */
interface Words {
  readonly label: string;
  readonly description: string;
}

/**
 * Gives rows that read the same other words: each more of what is known of it, and a number where that is not enough.
 * @param more what can be said of a row besides
 */
export function tellApart<T extends Words>(
  rows: readonly T[],
  more: (row: T) => string | undefined,
): readonly T[] {
  const detailed = rows.map((row) => {
    const detail = count(rows, row) > 1 ? more(row) : undefined;
    return detail === undefined ? row : { ...row, description: join(row.description, detail) };
  });
  return detailed.map((row, index) => {
    const before = count(detailed.slice(0, index), row);
    return before === 0 ? row : { ...row, description: join(row.description, String(before + 1)) };
  });
}

function count(rows: readonly Words[], { label, description }: Words): number {
  return rows.filter((one) => one.label === label && one.description === description).length;
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
