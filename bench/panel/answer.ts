const words =
  "the service keeps a record of every request and answers with a page that names the plan its limits and the hour of the next change so that nobody has to ask twice".split(
    " ",
  );

/** Markdown of about `length` characters with headings, paragraphs, lists, tables and code; always the same. */
export function makeAnswer(length: number): string {
  let text = "";
  for (let part = 1; text.length < length; part += 1) text += makePart(part);
  return text.slice(0, length - endMark.length) + endMark;
}

/** The last characters of every answer. */
export const endMark = "\n\nTHE-END";

function makePart(part: number): string {
  const pick = (offset: number): string => words[(part * 7 + offset * 3) % words.length] ?? "word";
  const sentence = (offset: number, count: number): string =>
    `${Array.from({ length: count }, (_, index) => pick(offset + index)).join(" ")}.`;
  return `## Part ${part}: ${pick(1)} and ${pick(2)}

${sentence(1, 28)} It says **${pick(3)}** and \`${pick(4)}.${pick(5)}()\`, see [the guide](https://example.com/${part}).

- ${sentence(2, 9)}
- ${sentence(3, 12)}
  - ${sentence(4, 6)}
- ${sentence(5, 8)}

| name | limit | note |
| --- | --- | --- |
| ${pick(6)} | ${part * 3} | ${sentence(6, 4)} |
| ${pick(7)} | ${part * 5} | ${sentence(7, 3)} |
| ${pick(8)} | ${part * 8} | ${sentence(8, 5)} |

\`\`\`ts
export function ${pick(9)}${part}(limit: number): string {
  const values = [${part}, ${part + 1}, ${part + 2}].map((value) => value * limit);
  return values.join("${pick(10)}");
}
\`\`\`

`;
}
