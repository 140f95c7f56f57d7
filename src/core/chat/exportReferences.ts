import type { Message, Source } from "../model.ts";
import { splitCode } from "./exportCode.ts";

/** A source with the label under which an exported answer refers to it. */
export interface ReferredSource {
  readonly label: string;
  readonly source: Source;
}

/** The text of an answer with its markers replaced, and what it refers to, in the order of the references. */
export interface TextWithReferences {
  readonly text: string;
  /** References that have no place in the text, because the service does not mark them. */
  readonly atEnd: readonly ReferredSource[];
  readonly sources: readonly ReferredSource[];
}

/**
 * Replaces the markers of an answer's sources. Code keeps its markers; a source that is cited there only, or of a
 * service without markers, is referred to at the end. A source that the answer does not cite is left out.
 * @param newLabel gives the label of the next source
 * @param write gives the text of a reference
 */
export function placeReferences(
  { text, sources = [] }: Pick<Message, "text" | "sources">,
  newLabel: () => string,
  write: (label: string) => string,
): TextWithReferences {
  const byMarker = new Map(
    sources.flatMap((source) => (source.marker ? [[source.marker, source] as const] : [])),
  );
  const placed = new Map<Source, string>();
  const refer = (source: Source): string => {
    const label = placed.get(source) ?? newLabel();
    placed.set(source, label);
    return label;
  };
  const pattern = patternOf([...byMarker.keys()]);
  const replaced =
    pattern === undefined
      ? text
      : splitCode(text)
          .map((part) =>
            part.isCode
              ? part.text
              : part.text.replaceAll(pattern, (marker) => {
                  const source = byMarker.get(marker);
                  return source ? write(refer(source)) : marker;
                }),
          )
          .join("");
  const atEnd = sources
    .filter((source) => !placed.has(source))
    .filter(({ marker }) => !marker || text.includes(marker))
    .map((source) => ({ label: refer(source), source }));
  return {
    text: replaced,
    atEnd,
    sources: [...placed].map(([source, label]) => ({ label, source })),
  };
}

/** Matches any of the markers where it is neither escaped nor part of a link or of a link's definition. */
function patternOf(markers: readonly string[]): RegExp | undefined {
  if (markers.length === 0) return undefined;
  const alternatives = markers
    .toSorted((a, b) => b.length - a.length)
    .map((marker) => marker.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return new RegExp(
    String.raw`(?<!\\)(?:${alternatives.join("|")})(?!\()(?!(?<=^[ ]{0,3}\[[^\]\n]*\]):)`,
    "gm",
  );
}
