/** Messages that are at once in the page where one comes to the end from elsewhere. */
const atEnd = 4;
/** The most messages that are added with one picture, so that no picture takes long. */
const step = 10;
/** So many are in the page soon, whether the reader comes near to the border or not. */
const least = 40;
/** The most messages that are in the page at once; beyond that, those at the far end leave it. */
const most = 160;

/** Which messages of a long session are in the page: from `first` up to, but not including, `end`. */
export interface TranscriptWindow {
  readonly first: number;
  readonly end: number;
}

/** As a session opens: what stands around the messages takes a picture of its own, and they come with the next ones. */
export function opening(count: number): TranscriptWindow {
  return { first: count, end: count };
}

/** The last messages. */
export function endOf(count: number): TranscriptWindow {
  return { first: Math.max(0, count - atEnd), end: count };
}

/** The last messages after all were read anew: as many as there were in the page. */
export function again({ first, end }: TranscriptWindow, count: number): TranscriptWindow {
  return { first: Math.max(0, count - Math.max(step, end - first)), end: count };
}

/**
 * The window for the next picture: it grows until it has enough, twofold at first, as what draws messages is slow when
 * it runs for the first time.
 */
export function fill(window: TranscriptWindow): TranscriptWindow {
  const { first, end } = window;
  const shown = end - first;
  if (first === 0 || shown >= least) return window;
  return { first: Math.max(0, first - Math.min(step, Math.max(1, shown))), end };
}

/** The window after messages were added at the end, for a reader who follows it. */
export function follow({ first }: TranscriptWindow, count: number): TranscriptWindow {
  return { first: Math.max(0, Math.min(first, count - 1), count - most), end: count };
}

/** More messages before the first one; the last ones leave the page when it holds too many. */
export function extendUp({ first, end }: TranscriptWindow): TranscriptWindow {
  const start = Math.max(0, first - step);
  return { first: start, end: Math.min(end, start + most) };
}

/** More messages behind the last one; the first ones leave the page when it holds too many. */
export function extendDown({ first, end }: TranscriptWindow, count: number): TranscriptWindow {
  const stop = Math.min(count, end + step);
  return { first: Math.max(first, stop - most), end: stop };
}

/** A window around one message, as it is: unchanged when the message is in it. */
export function showing(window: TranscriptWindow, index: number, count: number): TranscriptWindow {
  if (index >= window.first && index < window.end) return window;
  const first = Math.max(0, index - least / 2);
  return { first, end: Math.min(count, first + least) };
}

/** The same messages after others were put before all of them, or after some were removed. */
export function shift(window: TranscriptWindow, by: number, count: number): TranscriptWindow {
  const end = Math.max(0, Math.min(count, window.end + by));
  return { first: Math.max(0, Math.min(window.first + by, end)), end };
}
