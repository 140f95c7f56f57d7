/** How long a text for a model may be, and how its length is measured. */
export interface TextBudget {
  readonly limit: number;
  /** The length of a text in the budget's unit: tokens of the model, or UTF-16 units. */
  readonly count: (text: string) => Promise<number>;
}

/** For whoever names no budget, in UTF-16 units. */
export const defaultBudget: TextBudget = { limit: 32_000, count: async ({ length }) => length };

/** True when a text fits. */
export async function fits(text: string, { limit, count }: TextBudget): Promise<boolean> {
  return (await count(text)) <= limit;
}

/** The largest number from 0 to `most` for which what is written fits; 0 where nothing does. */
export async function largestThatFits(
  most: number,
  write: (size: number) => string,
  budget: TextBudget,
): Promise<number> {
  let [good, bad] = [0, most + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await fits(write(middle), budget)) good = middle;
    else bad = middle;
  }
  return good;
}
