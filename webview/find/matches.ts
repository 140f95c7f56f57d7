/** One place where the text that is looked for stands. */
export interface Match {
  /** Of all messages. */
  readonly message: number;
  /** Of the matches in that message. */
  readonly nth: number;
}

/** A text as it is compared: upper and lower case alike, each character as long as it was. */
export function foldCase(text: string): string {
  // The only letter that is longer in lower case.
  return text.replaceAll("İ", "i").toLowerCase();
}

/** How often a text stands in another, whatever its case; overlapping places count once. */
export function countMatches(text: string, query: string): number {
  if (query === "") return 0;
  const lower = foldCase(text);
  const wanted = foldCase(query);
  let count = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length)) {
    count += 1;
  }
  return count;
}

/** All matches in the order of the transcript. @param counts of each message */
export function listMatches(counts: readonly number[]): readonly Match[] {
  return counts.flatMap((count, message) =>
    Array.from({ length: count }, (_, nth) => ({ message, nth })),
  );
}

/**
 * Where a match is in a new list: the same place if it is still there, else the one after it, else the last.
 * @returns -1 for an empty list
 */
export function keepPlace(matches: readonly Match[], before: Match | undefined): number {
  const at = before
    ? matches.findIndex(
        ({ message, nth }) =>
          message > before.message || (message === before.message && nth >= before.nth),
      )
    : -1;
  return at === -1 ? matches.length - 1 : at;
}
