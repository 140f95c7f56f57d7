import type { LearnedDocument, SimulatedDocument } from "../../core/simulation.ts";

/**
 * A document of the knowledge base: Markdown whose `## ` headings part it into sections, one to a page. Code
 * fences are written with `~~~`, because in a template literal each backtick has to be escaped.
 */
export interface KnowledgeDocument extends SimulatedDocument {
  readonly markdown: string;
}

/** One section of a document; its first paragraph answers the question its heading raises. */
export interface Section {
  readonly document: KnowledgeDocument;
  readonly heading: string;
  readonly page: number;
  /** Markdown with backtick fences, without the heading. */
  readonly text: string;
  /** The first paragraph of `text`. */
  readonly lead: string;
}

/** The sections of a document, in order; what stands before the first heading belongs to none. */
export function sectionsOf(document: KnowledgeDocument): Section[] {
  return document.markdown
    .split(/^## /m)
    .slice(1)
    .map((part, index) => {
      const [heading = "", ...lines] = part.split("\n");
      const text = lines.join("\n").trim().replaceAll("~~~", "```");
      const [lead = ""] = text.split("\n\n");
      return { document, heading: heading.trim(), page: index + 1, text, lead };
    });
}

/** What a user has given to a bot, with a section even where it has no headings. */
export function toKnowledge({ title, fileName, url, text }: LearnedDocument): KnowledgeDocument {
  const markdown = /^## /m.test(text) ? text : `## ${title}\n\n${text.replace(/^# .*\n+/, "")}`;
  return { title, fileName, url, markdown };
}
