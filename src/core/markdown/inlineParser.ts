import { findAutolink } from "./autolinks.ts";
import { CodeSpans } from "./codeSpans.ts";
import { decodeReference, isPunctuation, reference } from "./characters.ts";
import { Delimiters } from "./emphasis.ts";
import { type InlineEvent, type Piece, pieceOf, type Span } from "./inlineEvents.ts";
import { findUnfinished, isOpenBehind, withoutRest } from "./unfinished.ts";
import { HtmlReader } from "./inlineHtml.ts";
import { toEvents } from "./inlineOutput.ts";
import { type Destination, normalizeLabel, readInlineDestination, readLabel } from "./links.ts";

/** Finds the definition of a label; undefined when there is none (yet). */
export type Resolve = (label: string) => Destination | undefined;

/** An opening bracket that a link or a picture may begin with. */
interface Bracket {
  readonly piece: Piece;
  readonly isImage: boolean;
  /** Where the text behind the bracket begins. */
  readonly start: number;
  readonly bottom: Delimiters["last"];
  /** False for one before a link: no link holds another. */
  isActive: boolean;
  /** A label holds no brackets. */
  hasBracket: boolean;
}

/** Reads the text of a paragraph, a heading or a cell, in time proportional to its length. */
export function parseInline(text: string, resolve: Resolve): readonly InlineEvent[] {
  return toEvents(new InlineParser(text.trim(), resolve).parse());
}

/** The part of a growing text that can be shown, and what is written behind it: a mark that more text may finish. */
export function parseGrowing(
  text: string,
  resolve: Resolve,
): { readonly events: readonly InlineEvent[]; readonly held: string } {
  const trimmed = text.trim();
  const parser = new InlineParser(trimmed, resolve);
  const pieces = parser.parse();
  const found = findUnfinished(trimmed, pieces, parser.unfinished);
  if (found === undefined) return { events: toEvents(pieces), held: "" };
  return {
    events: toEvents(withoutRest(pieces, found)),
    held: trimmed.slice(pieces[found]?.at),
  };
}

const plain = /[^\n`[\]\\!<&*_~]+/y;
const entity = new RegExp(reference, "iy");
const maxLabelLength = 999;

class InlineParser {
  readonly #text: string;
  readonly #resolve: Resolve;
  readonly #pieces: Piece[] = [];
  readonly #delimiters = new Delimiters();
  readonly #brackets: Bracket[] = [];
  readonly #code: CodeSpans;
  readonly #html: HtmlReader;
  /** Marks that are written as they are, and that more text may give a meaning. */
  readonly #unfinished = new Set<Piece>();
  #at = 0;

  constructor(text: string, resolve: Resolve) {
    this.#text = text;
    this.#resolve = resolve;
    this.#code = new CodeSpans(text);
    this.#html = new HtmlReader(text);
  }

  parse(): readonly Piece[] {
    while (this.#at < this.#text.length) this.#readNext(this.#text[this.#at] ?? "");
    for (const piece of this.#delimiters.pair(undefined)) this.#unfinished.add(piece);
    for (const { piece } of this.#brackets) this.#unfinished.add(piece);
    return this.#pieces;
  }

  /** The marks that were not closed, once the text is parsed. */
  get unfinished(): ReadonlySet<Piece> {
    return this.#unfinished;
  }

  #readNext(character: string): void {
    switch (character) {
      case "\n":
        this.#readLineBreak();
        return;
      case "\\":
        this.#readBackslash();
        return;
      case "`":
        this.#readCode();
        return;
      case "*":
      case "_":
      case "~":
        this.#readDelimiters(character);
        return;
      case "[":
        this.#openBracket("[");
        return;
      case "!":
        if (this.#text[this.#at + 1] === "[") this.#openBracket("![");
        else this.#take("!");
        return;
      case "]":
        this.#closeBracket();
        return;
      case "<":
        this.#readAngle();
        return;
      case "&":
        this.#readReference();
        return;
      default:
        this.#readText();
    }
  }

  /** Goes over what is written here, and adds it or something else as text. */
  #take(written: string, text = written): Piece {
    const piece = pieceOf("text", text);
    this.#add(piece, written.length);
    return piece;
  }

  #add(piece: Piece, length: number): void {
    piece.at = this.#at;
    this.#pieces.push(piece);
    this.#at += length;
  }

  #readText(): void {
    plain.lastIndex = this.#at;
    const run = plain.exec(this.#text)?.[0] ?? this.#text[this.#at] ?? "";
    const end = this.#at + run.length;
    const found = findAutolink(this.#text, this.#at, end, this.#brackets.length > 0);
    if (!found) {
      this.#take(run);
      return;
    }
    this.#take(this.#text.slice(this.#at, found.start));
    this.#add(pieceOf("address", found.text, found.href), found.end - found.start);
  }

  #readLineBreak(): void {
    const last = this.#pieces.at(-1);
    const before = last?.kind === "text" ? last.text : "";
    let end = before.length;
    while (before[end - 1] === " ") end -= 1;
    if (last?.kind === "text") last.text = before.slice(0, end);
    if (before.length - end >= 2) this.#add(pieceOf("break", ""), 1);
    else this.#take("\n");
  }

  #readBackslash(): void {
    const next = this.#text[this.#at + 1] ?? "";
    if (next === "\n") this.#add(pieceOf("break", ""), 2);
    else if (isPunctuation(next)) this.#take(`\\${next}`, next);
    else this.#take("\\");
  }

  #readCode(): void {
    const found = this.#code.readAt(this.#at);
    if (found.code === undefined) this.#unfinished.add(this.#take(found.written));
    else this.#add(pieceOf("code", found.code), found.written.length);
  }

  #readDelimiters(character: string): void {
    let end = this.#at + 1;
    while (this.#text[end] === character) end += 1;
    const before = characterBefore(this.#text, this.#at);
    const piece = this.#take(this.#text.slice(this.#at, end));
    this.#delimiters.add(piece, before, characterAt(this.#text, end));
    // What stands behind it decides what it is.
    if (end === this.#text.length) this.#unfinished.add(piece);
  }

  #openBracket(written: string): void {
    const outer = this.#brackets.at(-1);
    if (outer) outer.hasBracket = true;
    const bottom = this.#delimiters.last;
    const piece = this.#take(written);
    const isImage = written !== "[";
    const start = this.#at;
    this.#brackets.push({ piece, isImage, start, bottom, isActive: true, hasBracket: false });
  }

  #closeBracket(): void {
    const bracket = this.#brackets.pop();
    const found = bracket?.isActive
      ? (readInlineDestination(this.#text, this.#at + 1) ?? this.#findDefinition(bracket))
      : undefined;
    if (!bracket || !found) {
      if (bracket && isOpenBehind(this.#text, this.#at + 1)) this.#unfinished.add(bracket.piece);
      this.#take("]");
      return;
    }
    const { href, title } = found.value;
    const span: Span = bracket.isImage
      ? { kind: "image-start", href, title }
      : { kind: "enter", mark: "link", href, title };
    bracket.piece.text = "";
    bracket.piece.starts.push(span);
    this.#delimiters.pair(bracket.bottom);
    const end = pieceOf("text", "");
    end.ends.push(span);
    this.#add(end, found.end - this.#at);
    if (bracket.isImage) return;
    for (const outer of this.#brackets.toReversed()) {
      if (outer.isImage) continue;
      if (!outer.isActive) break;
      outer.isActive = false;
    }
  }

  /** What the label behind a bracket stands for, or else the bracket's own text. */
  #findDefinition(bracket: Bracket): { value: Destination; end: number } | undefined {
    const behind = this.#at + 1;
    const named = readLabel(this.#text, behind);
    const isNamed = named !== undefined && named.end > behind + 2;
    if (!isNamed && (bracket.hasBracket || this.#at - bracket.start > maxLabelLength))
      return undefined;
    const label = isNamed ? named.value : normalizeLabel(this.#text.slice(bracket.start, this.#at));
    const value = label === "" ? undefined : this.#resolve(label);
    return value && { value, end: named?.end ?? behind };
  }

  #readAngle(): void {
    const link = this.#html.readAddress(this.#at);
    if (link) this.#add(pieceOf("address", link.text, link.href), link.text.length + 2);
    else this.#take(this.#html.readTag(this.#at) ?? "<");
  }

  #readReference(): void {
    entity.lastIndex = this.#at;
    const found = entity.exec(this.#text)?.[0];
    if (found === undefined) this.#take("&");
    else this.#take(found, decodeReference(found));
  }
}

/** The whole character that begins at a place; empty at the end. */
function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The whole character that ends at a place; empty at the beginning. */
function characterBefore(text: string, at: number): string {
  const last = text[at - 1] ?? "";
  return /[\uDC00-\uDFFF]/.test(last) ? characterAt(text, at - 2) : last;
}
