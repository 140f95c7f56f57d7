import type { KnowledgeDocument } from "../document.ts";

/** The orchard shop's page about shipping. */
export const orchardShipping: KnowledgeDocument = {
  title: "Shipping",
  fileName: "shipping.md",
  url: "https://help.orchard.example/shipping",
  markdown: `
# Shipping

## Delivery times and shipping costs

We pack every morning, and what you order before 11:00 leaves the same day. How long it then travels depends on where
you live:

| Destination | Days | Costs | Free from |
| --- | ---: | ---: | ---: |
| Germany, Österreich | 1–2 | 3,90 € | 39 € |
| France, Benelux, Danmark | 2–4 | 6,90 € | 69 € |
| Schweiz, United Kingdom | 4–7 | 11,90 € | 119 € |
| Japan 日本, Korea | 8–14 | 24,00 € | — |

Fresh fruit is never on the road over a weekend; an order from Friday afternoon leaves on Monday. 🍏

## Tracking a parcel

You get a tracking link by mail as soon as the parcel has left our barn. The first scan can take a day to show up — a
link that says *not found yet* in the evening is nearly always fine the next morning.

- No mail? Look under **My orders → Parcels**; the link is there too.
- No movement for three working days? Tell us the order number and we start a search.
- Delivered, but not to you? Ask the neighbours first, then us.

## Damaged or bruised fruit

Send us one photo within 48 hours and choose: a new box or your money back. You do not have to send anything back, and
nobody will ask you to prove that a pear was soft. Please keep the box until you have heard from us.

## Changing the delivery address

You can change the address until the parcel has been packed, which is 11:00 on the day it leaves. After that only the
carrier can redirect it:

1. open the tracking link;
2. choose **Redirect my parcel**;
3. pick a neighbour, a parcel shop or another day.
`,
};
