import { expect, test } from "vitest";
import type { SimulatedAnswer, SimulatedBot } from "../../../src/core/simulation.ts";
import { botsOf } from "../../../src/simulator/knowledge/bots.ts";
import { generalist } from "../../../src/simulator/knowledge/generalist.ts";

function botCalled(slug: string): SimulatedBot {
  const bot = botsOf("another service").find((each) => each.slug === slug);
  if (!bot) {
    throw new Error(`No bot is called ${slug}`);
  }
  return bot;
}

const textOf = (answer: SimulatedAnswer): string =>
  answer.parts.map((part) => (typeof part === "string" ? part : `[${String(part.cite)}]`)).join("");

test.each([
  ["harbor-docs", "How do I check the signature of a webhook?", "webhooks.md", 2, "```python"],
  ["harbor-docs", "rate limits per plan", "limits.md", 1, "| Schooner |"],
  ["orchard-support", "My parcel does not move", "shipping.md", 2, "tracking link"],
  ["orchard-support", "Do you ship to 日本?", "shipping.md", 1, "24,00 €"],
  ["fernhill-handbook", "How many days of vacation?", "handbook-time-off.pdf", 1, "30 days"],
  ["fernhill-handbook", "Can I claim my expenses?", "handbook-expenses.pdf", 2, "receipt"],
  ["code-mentor", "How do you want errors handled?", "style-guide.pdf", 3, "cause"],
  ["incident-archive", "Why were mails sent twice?", "incident-reports-2024.pdf", 3, "8 400"],
])("%s answers “%s” from %s, page %i", (slug, question, fileName, page, words) => {
  const answer = botCalled(slug).answer(question);
  expect(answer.passages[0]).toMatchObject({ fileName, page });
  expect(textOf(answer)).toContain("[0]");
  expect(textOf(answer)).toContain(words);
});

test("every starter of every bot finds an answer with a citation", () => {
  const bots = botsOf("another service");
  const unanswered = bots.flatMap((bot) =>
    bot.starters.filter(({ text }) => bot.answer(text).passages.length === 0),
  );
  expect(bots).toHaveLength(5);
  expect(unanswered).toEqual([]);
});

test("a bot admits what it does not know and says what it does", () => {
  const answer = botCalled("harbor-docs").answer("Who won the football cup?");
  expect(answer.passages).toEqual([]);
  expect(textOf(answer)).toMatch(/^I could not find that/);
  expect(textOf(answer)).toContain("- **Webhooks**: Receiving webhook events,");
});

test("a bot greets back", () => {
  const bot = botCalled("orchard-support");
  expect(textOf(bot.answer("Hello there!"))).toContain(bot.welcome);
});

test("the same question gets the same answer", () => {
  const bot = botCalled("incident-archive");
  expect(bot.answer("database failover")).toEqual(bot.answer("database failover"));
});

test("the mentor reads pasted code and cites the style guide", () => {
  const question = [
    "What do you think?\n\n`src/sum.ts`, lines 3–8\n```ts",
    "export function total(orders: any): number {",
    "  var sum = 0;",
    "  for (const order of orders) sum += priceOf(order);",
    "  return sum;",
    "}\n```",
  ].join("\n");
  const answer = botCalled("code-mentor").answer(question);
  const text = textOf(answer);
  expect(text).toContain("You pasted **5 lines of TypeScript**.");
  expect(text).toContain("defines `total`, `sum` and `order` and calls `priceOf`.");
  expect(text).toContain("1. **Precise types.** `any` switches the compiler off at this place.[0]");
  expect(text).toContain("2. **Constants instead of variables.**");
  expect(answer.passages.map(({ page }) => page)).toEqual([4, 6, 9]);
});

test.each([
  ["```python\ndef greet():\n    pass\n```", "2 lines of Python"],
  ["```\ndef greet(name):\n    pass\n```", "2 lines of Python"],
  ["```rust\nlet x = 1;\n```", "one line of Rust"],
  ["~~~\npackage main\n~~~", "one line of Go"],
  ["```\n1 2 3\n```", "one line of code"],
])("the language of %j is told by its label or its looks", (question, words) => {
  expect(textOf(generalist.answer(question))).toContain(words);
});
