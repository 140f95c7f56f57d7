import type { KnowledgeDocument } from "../document.ts";

/** The handbook's chapter about money spent for work. */
export const handbookExpenses: KnowledgeDocument = {
  title: "Expenses and travel",
  fileName: "handbook-expenses.pdf",
  url: "https://handbook.fernhill.example/expenses",
  markdown: `
# Expenses and travel

## Expenses we pay back

What you spend so that you can do your work, we pay back. Up to these amounts nobody has to agree beforehand:

| What | Limit | Note |
| --- | ---: | --- |
| Books and courses | 600 € a year | share what you learnt |
| Desk, chair, screen at home | 900 € once | it stays yours after two years |
| Team meals | 35 € a person | a name list helps |
| Train tickets | no limit | first class from three hours on |

## Claiming an expense

Send the receipt within 60 days and you have the money on the 15th or the last of the month, whichever comes first.

1. Take a photo of the receipt — the whole of it, the date has to be readable.
2. Upload it to *Fernhill Pay* and choose the cost centre of your team.
3. Add one sentence that a stranger would understand.
4. Done. Questions come from Zoë or Łukasz in Finance.

## Travelling for work

Take the train when it needs less than six hours; flights need a yes from your team lead. Book a place to stay up to
140 € a night — in London, Zürich or 東京 up to 210 €. Travel time is working time.
`,
};
