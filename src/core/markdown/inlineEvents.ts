/** Where a link begins. */
export interface LinkStart {
  readonly kind: "enter";
  readonly mark: "link";
  readonly href: string;
  readonly title: string | undefined;
}

/** Where emphasis of one of three kinds begins. */
export interface EmphasisStart {
  readonly kind: "enter";
  readonly mark: "emphasis" | "strong" | "strike";
  /** What was written for it. */
  readonly written: string;
}

/** A picture. */
export interface Picture {
  readonly kind: "image";
  readonly href: string;
  readonly title: string | undefined;
  /** Its description, without marks. */
  readonly alternative: string;
}

/** The text of a paragraph, a heading or a cell, from left to right; marks are entered and left in pairs. */
export type InlineEvent =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "break" | "exit" }
  | LinkStart
  | EmphasisStart
  | Picture;

/** Where the description of a picture begins. */
export interface PictureStart {
  readonly kind: "image-start";
  readonly href: string;
  readonly title: string | undefined;
}

/** What can span several pieces. */
export type Span = LinkStart | EmphasisStart | PictureStart;

/**
 * A part of the text while it is read. What its marks mean is known only later: then spans end before what is left of
 * its text, and begin behind it.
 */
export interface Piece {
  readonly kind: "text" | "code" | "break" | "address";
  /** Where it is written in the text. */
  at: number;
  text: string;
  /** For an address. */
  readonly href: string;
  /** From the innermost to the outermost. */
  readonly ends: Span[];
  /** From the innermost to the outermost. */
  readonly starts: Span[];
}

/** A piece without spans. */
export function pieceOf(kind: Piece["kind"], text: string, href = ""): Piece {
  return { kind, at: 0, text, href, ends: [], starts: [] };
}
