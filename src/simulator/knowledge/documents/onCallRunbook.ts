import type { KnowledgeDocument } from "../document.ts";

/** What to do when something is down. */
export const onCallRunbook: KnowledgeDocument = {
  title: "On-call runbook",
  fileName: "on-call-runbook.pdf",
  url: "https://archive.lantern.example/runbook",
  markdown: `
# On-call runbook

## Database failover

Promote the replica only when the primary has been away for two minutes *and* the lag is below ten seconds; otherwise
data is lost. One person types, a second one reads along.

~~~bash
lanternctl db status                 # lag per replica
lanternctl db promote --replica eu-2 # asks for the incident number
lanternctl apps restart --group api  # connections follow the new primary
~~~

Afterwards write into #incidents — naïvely honest: what you did, when, and what you are not sure about.

## Severity levels

The level decides who is woken up; when in doubt take the higher one, nobody will complain.

| Level | Means | Who wakes up | Next update |
| --- | --- | --- | --- |
| SEV 1 | customers cannot work | on-call, lead, support | 15 minutes |
| SEV 2 | a part is down or slow | on-call | 30 minutes |
| SEV 3 | annoying, with a way around | nobody | next day |

## Telling customers

Write the first message within 15 minutes, even if it only says that we know. Say what people notice, what still works,
and when you will write again — no names, no guesses about the cause, no *should*.

> Since 08:00 UTC you may be unable to sign in. Running sessions are not affected. We have found the cause and will write
> again by 08:45.

## Writing a report afterwards

A report is written within five days, by whoever was on call, and it blames nobody. It has four parts:

1. what people noticed, and for how long;
2. a table of times;
3. why it could happen — ask *why* until it stops being about a person;
4. what we change, each with an owner and a date.

## Handing over the pager

The pager changes hands on Tuesday at 11:00, with a talk of ten minutes: what fired, what is shaky, what is planned. Both
say "mine" 📟 — until then the old one answers.
`,
};
