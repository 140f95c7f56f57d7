import type { KnowledgeDocument } from "../document.ts";

/** The handbook's chapter about the first weeks. */
export const handbookOnboarding: KnowledgeDocument = {
  title: "Onboarding",
  fileName: "handbook-onboarding.pdf",
  url: "https://handbook.fernhill.example/onboarding",
  markdown: `
# Onboarding

## Your first day

On your first day you need nothing but yourself: your *buddy* waits at the door (or in the call) at 9:30. By the evening
you should have:

- [ ] a laptop that starts, and a password manager on it
- [ ] an account for mail, calendar and chat
- [ ] met your team, and had lunch with at least two of them 🍜
- [ ] signed the two papers that People could not send by mail

## Your first week

The first week is for looking around: read, ask, and change one small thing. A typo in this handbook is a fine first
change — everybody can edit it.

1. **Monday** — set up your machine with the script in \`tools/setup\`.
2. **Tuesday** — sit with support for an hour and listen.
3. **Wednesday** — ship something tiny.
4. **Thursday** — coffee with somebody from another team.
5. **Friday** — tell your buddy what confused you; it goes into this chapter.

## Whom to ask

Ask in the open first: the channel #help-anything is read by everyone, and no question is too small.

| About | Ask | Answers within |
| --- | --- | --- |
| Contract, pay, leave | People | a day |
| Laptop, accounts | Workplace | two hours |
| Receipts | Finance — Zoë, Łukasz | two days |
| Everything else | your buddy | a coffee |

## Working hours and remote work

We share the hours from 10:00 to 15:00 and leave the rest to you. You may work from abroad, anywhere in the
EU, for up to eight weeks a year; other places need a word with People first, because of tax.
`,
};
