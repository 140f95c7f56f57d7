import { type Clock, clockDifference, wait } from "../clock.ts";
import { ChatError } from "../errors.ts";
import type { Timestamp } from "../model.ts";
import { parseTime } from "../wire/time.ts";

/** A document as far as it can be told from others. */
interface Listed {
  readonly name?: string | null | undefined;
  /** As the service writes it. */
  readonly createdAt?: unknown;
}

/** What is known of a document that was uploaded. */
export interface Uploaded {
  readonly name: string;
  /** Before the service had it. */
  readonly since: Timestamp;
}

/** Before each look at the list, in milliseconds: it may have a new document a little later. */
const pauses = [0, 1000, 2000, 4000];

/**
 * Finds a document that was just uploaded, where the service does not say which one it is: the newest of its name, and
 * none from before. Throws `bad-reply` where that cannot be told.
 */
export async function findUploaded<T>(
  { name, since }: Uploaded,
  list: () => Promise<readonly T[]>,
  toListed: (document: T) => Listed,
  clock: Clock,
  signal: AbortSignal,
): Promise<T> {
  for (const pause of pauses) {
    await wait(clock, pause, signal);
    const namesakes = (await list())
      .filter((document) => toListed(document).name === name)
      .map((document) => ({ document, time: parseTime(toListed(document).createdAt) }));
    const newest = namesakes
      .filter(({ time }) => time !== undefined && time >= since - clockDifference)
      .toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0))
      .at(-1);
    const undated = namesakes.filter(({ time }) => time === undefined);
    const found = newest ?? (undated.length === 1 ? undated[0] : undefined);
    if (found) return found.document;
  }
  throw new ChatError("bad-reply", `the list does not tell which document ${name} is the new one`);
}
