import type { SimulatedAnswer } from "../../core/simulation.ts";
import { createAnswer, passageOf } from "./answer.ts";
import { type Character, openingFor } from "./character.ts";
import { type CodeReading, describeCode, readCode } from "./codeReading.ts";
import { type Section, sectionsOf } from "./document.ts";
import type { Hit } from "./search.ts";

/** Something the mentor notices in code, and the section of the style guide that says why it matters. */
interface Remark {
  readonly heading: string;
  readonly text: string;
  notices(reading: CodeReading): boolean;
}

const isScript = (reading: CodeReading): boolean => /^(Type|Java)Script$/.test(reading.language);

const remarks: readonly Remark[] = [
  {
    heading: "Handling errors",
    text: "An error is caught and then dropped, so nobody will ever hear of it.",
    notices: ({ code }) => /catch\s*(\([^)]*\))?\s*\{\s*\}|except[^\n]*:\s*pass/.test(code),
  },
  {
    heading: "Precise types",
    text: "`any` switches the compiler off at this place.",
    notices: ({ code }) => /:\s*any\b|<any>|\bas any\b/.test(code),
  },
  {
    heading: "Comparing values",
    text: "A loose comparison converts its sides first.",
    notices: (reading) => isScript(reading) && /[^=!<>]==[^=]|!=[^=]/.test(reading.code),
  },
  {
    heading: "Constants instead of variables",
    text: "`var` is visible outside its block.",
    notices: (reading) => isScript(reading) && /\bvar\s/.test(reading.code),
  },
  {
    heading: "Logging and printing",
    text: "It prints, which is fine while you look at it and noise afterwards.",
    notices: ({ code }) => /console\.log|\bprint(ln)?!?\(/.test(code),
  },
  {
    heading: "Waiting for promises",
    text: "It works with promises: check that each one is awaited.",
    notices: (reading) => isScript(reading) && /\basync\b|\.then\(|Promise/.test(reading.code),
  },
  {
    heading: "Names",
    text: "Some names do not say what they hold.",
    notices: ({ code }) => /\b(data|info|tmp|cb|evt|idx|foo|bar|doStuff)\b/.test(code),
  },
  {
    heading: "Small functions",
    text: "It is long for one thing; look for the parts in it.",
    notices: ({ lines }) => lines.length > 25,
  },
  {
    heading: "Writing tests",
    text: "I would pin down what it does with a test before changing it.",
    notices: () => true,
  },
];

function review(character: Character, question: string, reading: CodeReading): SimulatedAnswer {
  const guide = character.documents.flatMap(sectionsOf);
  const sectionFor = (remark: Remark): Section | undefined =>
    guide.find((section) => section.heading === remark.heading);
  const noticed = remarks
    .filter((remark) => remark.notices(reading))
    .flatMap((remark) => {
      const section = sectionFor(remark);
      return section ? [{ remark, section }] : [];
    })
    .slice(0, 3);
  const hits = noticed.map(({ section }, index): Hit => ({
    section,
    similarity: Number((0.93 - index * 0.04).toFixed(2)),
  }));
  const list = noticed.flatMap(({ remark }, index) => [
    `\n${String(index + 1)}. **${remark.heading}.** ${remark.text}`,
    { cite: index },
  ]);
  return {
    parts: [
      `${openingFor(character, question)}\n\n${describeCode(reading)}\n\nWhat I would look at:\n`,
      ...list,
      `\n\nOn the first point our style guide says:\n\n${noticed[0]?.section.text ?? ""}`,
    ],
    passages: hits.map(passageOf),
    followUps: [
      ...reading.defines.slice(0, 1).map((name) => `How do I write tests for ${name}?`),
      ...noticed.slice(1).map(({ remark }) => `${remark.heading}?`),
    ],
  };
}

/** Makes the function of a bot that reads pasted code, and answers from its style guide otherwise. */
export function createReview(character: Character): (question: string) => SimulatedAnswer {
  const answer = createAnswer(character);
  return (question) => {
    const reading = readCode(question);
    return reading ? review(character, question, reading) : answer(question);
  };
}
