import MiniSearch from "minisearch";
import { type KnowledgeDocument, type Section, sectionsOf } from "./document.ts";

/** A section that fits a question, with a score from 0 to 1. */
export interface Hit {
  readonly section: Section;
  readonly similarity: number;
}

const noise = new Set(
  (
    "a about all also am an and any are as at be been but by can could did do does for from get give had has have he " +
    "her here hi him his how i if in into is it its just know let like may me might more most much must my need no " +
    "not of on one or our out please say says she should show so some tell than that the their them then there these " +
    "they this those to too up us use using want was we were what when where which who why will with work would you your"
  ).split(" "),
);

/** The stem of a word, or nothing for a word that says nothing about the subject. */
function stem(word: string): string | null {
  const plain = word.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  if (noise.has(plain)) {
    return null;
  }
  if (plain.length > 4 && plain.endsWith("ies")) {
    return `${plain.slice(0, -3)}y`;
  }
  return plain.length > 3 && plain.endsWith("s") && !plain.endsWith("ss")
    ? plain.slice(0, -1)
    : plain;
}

/** Makes a full-text search over the sections of some documents; its hits come best first. */
export function createSearch(documents: readonly KnowledgeDocument[]): (question: string) => Hit[] {
  const sections = documents.flatMap(sectionsOf);
  const index = new MiniSearch({
    fields: ["heading", "title", "text"],
    processTerm: stem,
    searchOptions: {
      boost: { heading: 3, title: 1.5 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
    },
  });
  index.addAll(
    sections.map((section, id) => ({
      id,
      heading: section.heading,
      title: section.document.title,
      text: section.text,
    })),
  );
  return (question) =>
    index.search(question).flatMap((result) => {
      const section = sections[result.id as number];
      const similarity = Number((0.6 + (0.39 * result.score) / (result.score + 12)).toFixed(4));
      return section ? [{ section, similarity }] : [];
    });
}
