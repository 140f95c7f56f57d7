import type { Message } from "../../src/core/model.ts";

const words =
  "the service keeps a record of every request and answers with a page that names the plan its limits and the hour of the next change so that nobody has to ask twice".split(
    " ",
  );

/** What an answer consists of. */
export type AnswerKind = "mixed" | "prose" | "code" | "tables";

/** Markdown of so many UTF-16 units with headings, paragraphs, lists, tables and code, or one of these; always the same. */
export function makeAnswer(length: number, kind: AnswerKind = "mixed"): string {
  let text = "";
  for (let part = 1; text.length < length; part += 1) text += makePart(part, kind);
  return text.slice(0, length - endMark.length) + endMark;
}

/** The last characters of every answer. */
export const endMark = "\n\nTHE-END";

/** The messages of a session: short questions, each with an answer of every kind of block. */
export function makeMessages(count: number): readonly Message[] {
  const answers = Array.from({ length: 20 }, (_, part) => makePart(part + 1, "mixed"));
  return Array.from({ length: count }, (_, index) => {
    const isQuestion = index % 2 === 0;
    const text = isQuestion ? `What is limit ${index}?` : (answers[index % answers.length] ?? "");
    return {
      key: String(index),
      role: isQuestion ? "user" : "assistant",
      text: index === count - 1 ? text + endMark : text,
    };
  });
}

function makePart(part: number, kind: AnswerKind): string {
  const pick = (offset: number): string => words[(part * 7 + offset * 3) % words.length] ?? "word";
  const sentence = (offset: number, count: number): string =>
    `${Array.from({ length: count }, (_, index) => pick(offset + index)).join(" ")}.`;
  const prose = `## Part ${part}: ${pick(1)} and ${pick(2)}

${sentence(1, 28)} It says **${pick(3)}** and \`${pick(4)}.${pick(5)}()\`, see [the guide](https://example.com/${part}).

- ${sentence(2, 9)}
- ${sentence(3, 12)}
  - ${sentence(4, 6)}
- ${sentence(5, 8)}

`;
  const tables = `| name | limit | note |
| --- | --- | --- |
| ${pick(6)} | ${part * 3} | ${sentence(6, 4)} |
| ${pick(7)} | ${part * 5} | ${sentence(7, 3)} |
| ${pick(8)} | ${part * 8} | ${sentence(8, 5)} |

`;
  const code = `\`\`\`ts
export function ${pick(9)}${part}(limit: number): string {
  const values = [${part}, ${part + 1}, ${part + 2}].map((value) => value * limit);
  return values.join("${pick(10)}");
}
\`\`\`

`;
  return { prose, tables, code, mixed: prose + tables + code }[kind];
}
