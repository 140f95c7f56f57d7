import type { SimulatedAnswer } from "../../core/simulation.ts";

const tag = /^#say\s+/;

/**
 * What a bot says when it is told to repeat something, e.g. `#say <b>hello</b>`: the very text, and a source whose
 * name, address and passage are that text, too. Shows what a panel makes of an answer that means no good.
 */
export function repeat(question: string): SimulatedAnswer | undefined {
  if (!tag.test(question)) return undefined;
  const text = question.replace(tag, "");
  const name = text.split("\n", 1)[0] ?? "";
  return {
    parts: [`${text}\n\n`, { cite: 0 }],
    passages: [{ title: name, fileName: name, url: name, page: 1, text, similarity: 0.5 }],
    followUps: [name],
  };
}
