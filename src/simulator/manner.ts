/** About how long a huge answer is, in bytes. */
export const hugeLength = 1_000_000;

/** How a service behaves while it answers one request. */
export interface Manner {
  /** True when its bots are to say about a megabyte. */
  readonly verbose?: boolean;
  /** After so many milliseconds what it stores now is in its lists. */
  readonly listsAfter?: number;
  /** True when it is to report a limit instead of answering. */
  readonly isOverLimit?: boolean;
}
