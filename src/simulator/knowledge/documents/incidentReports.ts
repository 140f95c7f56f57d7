import type { KnowledgeDocument } from "../document.ts";

/** Reports about past incidents. */
export const incidentReports: KnowledgeDocument = {
  title: "Incident reports 2024",
  fileName: "incident-reports-2024.pdf",
  url: "https://archive.lantern.example/incidents/2024",
  markdown: `
# Incident reports 2024

## The lantern outage of 14 March

For 47 minutes nobody could sign in, because the certificate of the identity service had expired at 08:00 UTC. The
reminder existed — it went to a mailbox that was closed in January.

| UTC | What happened |
| --- | --- |
| 08:00 | the certificate expires; sign-ins fail |
| 08:09 | first alert, from a customer in São Paulo |
| 08:31 | cause found: \`openssl s_client\` shows the date |
| 08:47 | new certificate in place; sign-ins work |

**What we changed:** certificates renew themselves 30 days ahead, and an alert fires when one has less than 21 days left.

## The slow checkout of 2 June

Checkouts took up to 40 seconds for two hours after a release, because a query had lost its index in a migration. Nothing
was lost: customers who waited were served, 312 gave up.

~~~sql
-- The query that brought the index back; CONCURRENTLY keeps the table writable.
CREATE INDEX CONCURRENTLY orders_by_customer ON orders (customer_id, created_at DESC);
~~~

**What we changed:** each migration runs against a copy of production first, and the slowest ten queries are compared.

## The double mails of 9 October

About 8 400 customers got the same mail twice, since a worker was restarted between *send* and *mark as sent*. The code
read {"status":"sent"} only afterwards — a textbook case for an idempotency key.

- The send call now carries the key \`mail:{orderId}\`.
- Workers stop taking jobs 30 seconds before they are restarted.
- Support had a text ready within 12 minutes. 👏
`,
};
