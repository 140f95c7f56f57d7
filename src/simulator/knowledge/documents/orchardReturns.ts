import type { KnowledgeDocument } from "../document.ts";

/** The orchard shop's page about returns. */
export const orchardReturns: KnowledgeDocument = {
  title: "Returns and refunds",
  fileName: "returns.md",
  url: "https://help.orchard.example/returns",
  markdown: `
# Returns and refunds

## Returning an order

You may return tools, books and preserves within 30 days, for any reason or none. Fresh fruit cannot travel twice, so
for apples and pears we refund instead of taking them back.

1. Open **My orders** and choose **Return**.
2. Tick what should go back and print the label — or show the code at the parcel shop.
3. Pack it so that it survives a fall from a table.
4. Hand it in. That is all; the return is free in the EU. 🌳

## When the refund arrives

We refund on the day your parcel reaches us, always the way you paid. How fast you see it depends on the payment:

| You paid by | The refund takes | What you see |
| --- | --- | --- |
| Card | 3–5 working days | a credit from *Orchard & Søn* |
| PayPal | a few hours | a message from PayPal |
| Invoice | at once | the invoice becomes smaller |
| Gift card | at once | the balance goes up |

## Exchanging something

For another size or colour, order the new one right away and return the old one; that is faster than waiting for a swap.
Write *exchange* in the note of the new order and we send it free of shipping costs.

## Gift cards

A gift card is valid for three years and works for everything in the shop, in as many steps as you like. Lost it? With
the order number of the purchase we can send the code once more. Gift cards themselves cannot be returned.
`,
};
