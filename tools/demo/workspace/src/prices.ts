export interface Line {
  readonly tea: string;
  readonly grams: number;
}

const centsPer100Grams = new Map([
  ["assam", 650],
  ["darjeeling", 980],
  ["rooibos", 520],
]);

/** The price of a basket in cents. */
export function priceBasket(lines: readonly Line[]): number {
  let cents = 0;
  for (const { tea, grams } of lines) {
    const price = centsPer100Grams.get(tea.toLowerCase());
    if (price === undefined) throw new Error(`There is no tea called ${tea}.`);
    cents += Math.round((price * grams) / 100);
  }
  return cents;
}
