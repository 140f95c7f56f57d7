/** Finds code between backticks. Where runs of backticks stand is looked up once, however many never close. */
export class CodeSpans {
  readonly #text: string;
  /** The places of runs by length, the last one first; made when the first is met. */
  #places: ReadonlyMap<number, number[]> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** What is written at a run of backticks, and the code of it; without code, the run alone. */
  readAt(at: number): { readonly written: string; readonly code?: string } {
    this.#places ??= placesOfRuns(this.#text);
    let start = at;
    while (this.#text[start] === "`") start += 1;
    const length = start - at;
    const run = this.#text.slice(at, start);
    const places = this.#places.get(length) ?? [];
    while ((places.at(-1) ?? Number.POSITIVE_INFINITY) <= at) places.pop();
    const end = places.at(-1);
    if (end === undefined) return { written: run };
    const code = this.#text.slice(start, end).replaceAll("\n", " ");
    const isPadded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
    return {
      written: this.#text.slice(at, end + length),
      code: isPadded ? code.slice(1, -1) : code,
    };
  }
}

function placesOfRuns(text: string): ReadonlyMap<number, number[]> {
  const places = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const known = places.get(run.length);
    if (known) known.push(index);
    else places.set(run.length, [index]);
  }
  for (const list of places.values()) list.reverse();
  return places;
}
