/** The longest text that a panel may send, in UTF-16 units. */
export const maxTextLength = 1_000_000;
