import type { KnowledgeDocument } from "../document.ts";

/** The style guide that the code mentor quotes. */
export const codeStyle: KnowledgeDocument = {
  title: "Style guide",
  fileName: "style-guide.pdf",
  url: "https://code.lantern.example/style-guide",
  markdown: `
# Style guide

## Names

A name says what a thing is for, in whole words; the reader should not have to look up what it holds. Functions begin
with a verb, values are nouns, truths read like a sentence: \`isReady\`, \`hasNext\`.

| Instead of | Write | Because |
| --- | --- | --- |
| \`data\`, \`info\`, \`tmp\` | what it really is | every value is data |
| \`cb\`, \`evt\`, \`idx\` | \`callback\`, \`event\`, \`index\` | letters are free |
| \`doStuff\` | \`sendReminder\` | the caller reads it too |

## Small functions

A function does one thing and fits on a screen — about 25 lines. When it has grown, look for the blank lines in it: each
block between two of them usually wants to be a function with a name of its own.

## Handling errors

Catch an error only where you can do something about it, and never swallow it. An empty \`catch\` turns a bug into a
riddle; add what you know and pass it on.

~~~ts
try {
  await save(order);
} catch (error) {
  throw new Error("Order " + order.id + " could not be saved", { cause: error });
}
~~~

~~~python
try:
    save(order)
except StorageError as error:
    raise OrderNotSaved(order.id) from error
~~~

## Precise types

Let the type say what can happen: a closed union instead of \`string\`, \`unknown\` instead of \`any\`. With \`any\` the
compiler stops helping exactly where you need it most.

~~~ts
type Payment =
  | { kind: "open" }
  | { kind: "paid"; at: Date }
  | { kind: "failed"; reason: string };
~~~

## Comparing values

Compare with \`===\` and \`!==\`; the loose forms convert first, and nobody remembers all the rules (\`"" == 0\` is true).
The one accepted exception is \`value == null\`, which stands for *null or undefined*.

## Constants instead of variables

Use \`const\` until something has to change, then \`let\`, and \`var\` never: it ignores blocks and is there before its
own line. A value that does not change is a value the reader need not follow.

## Logging and printing

Printing is for the terminal in front of you and logs are for the colleague at three in the morning — so log events with
their ids, not \`here 2\`. Take \`console.log\` and \`print\` out before the review.

## Waiting for promises

Await every promise or say plainly that you do not: one that nobody waits for fails in silence. Start independent work
together and wait once.

~~~ts
const [user, orders] = await Promise.all([loadUser(id), loadOrders(id)]);
~~~

## Writing tests

A test tells one story: given, when, then. It fails for one reason, its name says which rule was broken, and it does not
sleep — hand the clock in instead.

~~~ts
test("an order above 39 € ships free of charge", () => {
  const order = orderOf({ total: 39_00 });
  expect(shippingCosts(order)).toBe(0);
});
~~~

## Comments

Comments say *why*, the code says what. If a comment explains what the next line does, give the line a better name and
delete the comment. 日本語 or Français are welcome in strings, not in identifiers.
`,
};
