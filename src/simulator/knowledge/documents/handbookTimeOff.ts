import type { KnowledgeDocument } from "../document.ts";

/** The handbook's chapter about time off. */
export const handbookTimeOff: KnowledgeDocument = {
  title: "Time off",
  fileName: "handbook-time-off.pdf",
  url: "https://handbook.fernhill.example/time-off",
  markdown: `
# Time off

## Days of holiday

Everyone has 30 days of paid holiday (vacation, annual leave) a year, and they are meant to be taken. Five of them may
move into the next year, until the end of March.

- Up to three days in a row: tell your team, that is enough.
- Longer: ask your team lead at least two weeks ahead, in the calendar *Away*.
- Between 24 December and 1 January the whole company rests; this does not cost you any holiday. 🎄

## Public holidays

The public holidays of the place where you live apply, not those of the office. If one falls on a weekend, take the next
working day off — write **in lieu** into the calendar.

## Sick days

Tell your team lead before ten o'clock and then rest; a short message is enough and nobody asks what you have. From the
fourth calendar day on we need a note from a doctor. A sick child counts the same way, for up to 15 days a year.

## Parental leave

Both parents may take up to 14 months, together or one after the other, and part time counts too. Talk to People as soon
as you like to; **seven weeks** ahead is what the law wants.

| Months | Pay from the state | Added by Fernhill |
| --- | --- | --- |
| 1–2 | 65 % | up to 100 % |
| 3–6 | 65 % | up to 80 % |
| 7–14 | 65 % | — |
`,
};
