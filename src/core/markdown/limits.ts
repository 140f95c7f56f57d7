/**
 * What an answer may ask of the reader's computer. The parser takes time in proportion to the text; these hold what it
 * builds in proportion, too. What is beyond a limit is shown as it was written.
 */
export const limits = {
  /** Quotes, lists and their items inside each other. */
  blockDepth: 100,
  /** Emphasis inside emphasis. */
  markDepth: 50,
  /** Cells of one table that its rows do not write and that are added to fill them up. */
  addedCells: 2000,
  /** UTF-16 units of an address: one definition can be used a thousand times. */
  addressLength: 4000,
  /** Brackets open inside an address. */
  addressDepth: 32,
} as const;
