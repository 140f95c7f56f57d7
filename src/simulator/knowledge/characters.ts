import type { Character } from "./character.ts";
import { codeStyle } from "./documents/codeStyle.ts";
import { handbookExpenses } from "./documents/handbookExpenses.ts";
import { handbookOnboarding } from "./documents/handbookOnboarding.ts";
import { handbookTimeOff } from "./documents/handbookTimeOff.ts";
import { harborAuthentication } from "./documents/harborAuthentication.ts";
import { harborLimits } from "./documents/harborLimits.ts";
import { harborWebhooks } from "./documents/harborWebhooks.ts";
import { incidentReports } from "./documents/incidentReports.ts";
import { onCallRunbook } from "./documents/onCallRunbook.ts";
import { orchardReturns } from "./documents/orchardReturns.ts";
import { orchardShipping } from "./documents/orchardShipping.ts";

/** The documentation bot of a developer platform: short, exact, with code. */
export const harborDocs: Character = {
  slug: "harbor-docs",
  name: "Harbor Docs",
  description: "Knows the API of the Harbor platform: sign-in, webhooks, limits.",
  welcome: "Ahoy! Ask me anything about the Harbor API.",
  openings: ["From the Harbor docs:", "Here is what the docs say.", "Aye, that one is documented:"],
  unknown:
    "I could not find that in the Harbor docs, and I would rather not guess. What I do know:",
  starters: [
    { title: "Sign in", text: "How do I authenticate against the API?" },
    { title: "Webhook signatures", text: "How do I verify a webhook signature?" },
    { title: "Rate limits", text: "What are the rate limits of each plan?" },
  ],
  documents: [harborAuthentication, harborWebhooks, harborLimits],
  pastConversations: [["How do I rotate a token?", "What does a 403 mean?"]],
};

/** The help desk of a small shop: warm, with tables and steps. */
export const orchardSupport: Character = {
  slug: "orchard-support",
  name: "Orchard Support",
  description: "Helps customers of the Orchard & Søn shop with parcels, returns and gift cards.",
  welcome: "Hello! 🍏 I am the Orchard helper. Is it about a parcel, a return, or something else?",
  openings: [
    "Happy to help! 🍎",
    "Of course — that is quickly told.",
    "Good question! Here is how it works:",
  ],
  unknown:
    "I am sorry, I could not find that in our help pages. These are the things I know about:",
  starters: [
    { title: "Delivery times", text: "How long does shipping take and what does it cost?" },
    { title: "Return something", text: "How do I return an order?" },
  ],
  escalation: {
    title: "Talk to a person",
    text: "I would like to talk to a person, please.",
    agent: "Mina Sørensen",
  },
  documents: [orchardShipping, orchardReturns],
  pastConversations: [["My pears arrived bruised. What now?", "When will I see the refund?"]],
};

/** A company's handbook: plain, with lists and tables. */
export const fernhillHandbook: Character = {
  slug: "fernhill-handbook",
  name: "Fernhill Handbook",
  description: "What everybody at Fernhill should be able to look up.",
  welcome: "Hi! I have read the whole handbook, so that you do not have to.",
  openings: ["The handbook says:", "I looked it up for you.", "That has a page of its own:"],
  unknown:
    "I could not find that in the handbook — ask in #help-anything, please. My chapters are:",
  starters: [
    { title: "Holidays", text: "How many days of holiday do I have?" },
    { title: "Expenses", text: "Which expenses does Fernhill pay back?" },
    { title: "First day", text: "What happens on my first day?" },
  ],
  documents: [handbookTimeOff, handbookExpenses, handbookOnboarding],
  pastConversations: [["May I work from abroad?"], ["How do I claim a train ticket?"]],
};

/** A reviewer that reads pasted code and quotes a style guide. */
export const codeMentor: Character = {
  slug: "code-mentor",
  name: "Code Mentor",
  description: "Reads the code you paste and quotes the style guide.",
  welcome: "Paste some code, or ask what the style guide says.",
  openings: ["Let us read it together.", "Thank you for showing me this.", "Let me have a look."],
  unknown: "I could not find that in the style guide. Paste some code, or ask about one of these:",
  starters: [
    { title: "Errors", text: "How should I handle errors?" },
    { title: "Tests", text: "What makes a good test?" },
  ],
  documents: [codeStyle],
  pastConversations: [["How should I name a boolean?"]],
};

/** An archive of what went wrong and what to do about it. */
export const incidentArchive: Character = {
  slug: "incident-archive",
  name: "Incident Archive",
  description: "Reports about past incidents, and the runbook for the next one.",
  welcome: "Something down? Tell me what you see.",
  openings: ["I have this on file.", "The archive knows:", "We have been here before."],
  unknown: "There is nothing about that in the archive. These are its chapters:",
  starters: [
    { title: "Failover", text: "How do I fail over the database?" },
    { title: "March outage", text: "What happened in the outage of 14 March?" },
  ],
  documents: [incidentReports, onCallRunbook],
  pastConversations: [["Which severity is a slow checkout?", "What do I tell customers?"]],
};
